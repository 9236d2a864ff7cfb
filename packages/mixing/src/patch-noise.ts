import { keyedStream, type Augmentation, type RandomStream } from '@augmix/core';
import type { Rectangle } from './cutout.js';
import { checkArgument, checkInteger } from './internal/check.js';
import { readInteger, readRecord, readShare, traceError } from './internal/read-trace.js';
import { renderClean } from './render-clean.js';

/**
 * What {@link patchNoise} is made of.
 *
 * @example
 * ```ts
 * import type { PatchNoiseSettings } from '@augmix/mixing';
 * const faint: PatchNoiseSettings = { size: 8, strength: 0.05, noise: 'uniform' };
 * ```
 */
export interface PatchNoiseSettings {
  /** Side of the square in pixels, at least 1 (default 16). */
  size?: number;
  /**
   * Standard deviation of Gaussian noise, or the largest value of uniform noise, above 0, at most 1, where 1 is the way
   * from black to white (default 0.5).
   */
  strength?: number;
  /** Whether each view draws its strength, uniformly from 0 to `strength` (default false). */
  varied?: boolean;
  /** Distribution of the noise (default `gaussian`). */
  noise?: 'gaussian' | 'uniform';
}

/**
 * What patch noise draws for one view: the square, cut off where it leaves the image, and the seed of its noise.
 *
 * @example
 * ```ts
 * import type { PatchNoiseTrace } from '@augmix/mixing';
 * const corner: PatchNoiseTrace = {
 *   patch: { left: 0, top: 0, right: 8, bottom: 8 },
 *   noise: 'gaussian',
 *   strength: 0.5,
 *   seed: 7,
 * };
 * ```
 */
export interface PatchNoiseTrace {
  patch: Rectangle;
  noise: 'gaussian' | 'uniform';
  strength: number;
  seed: number;
}

const draws: Record<PatchNoiseTrace['noise'], (stream: RandomStream) => number> = {
  gaussian: (stream) => stream.normal(),
  uniform: (stream) => stream.uniform(-1, 1),
};

/**
 * Patch noise: adds noise to one square of the image and clips the sum to black … white; values are not rounded to 8 bits.
 * The centre of the square is any pixel, so it may stick out of the image. Every value of the square has noise of its own,
 * drawn row by row, channel after channel, from `keyedStream({ seed, purpose: 'view' })` with the seed of the trace.
 *
 * Source: Lopes et al., "Improving Robustness Without Sacrificing Accuracy with Patch Gaussian Augmentation", 2019 (Gaussian
 * noise whose strength is drawn: `varied`).
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a setting is out of range.
 * @example
 * ```ts
 * import { numpyStream, patchNoise } from '@augmix/mixing';
 * const trace = patchNoise({ size: 8 }).sample(numpyStream(1), { width: 32, height: 32 });
 * trace.patch; // => { left: 7, top: 1, right: 15, bottom: 9 }
 * ```
 */
export function patchNoise({
  size = 16,
  strength = 0.5,
  varied = false,
  noise = 'gaussian',
}: PatchNoiseSettings = {}): Augmentation<PatchNoiseTrace> {
  checkInteger('size', size, 1);
  checkArgument(strength > 0 && strength <= 1, 'strength', strength, 'a number above 0, at most 1');
  checkArgument(noise in draws, 'noise', noise, 'gaussian or uniform');
  const before = Math.floor(size / 2);
  return {
    sample(stream, { width, height }) {
      const top = stream.integer(0, height) - before;
      const left = stream.integer(0, width) - before;
      const patch = {
        left: Math.max(left, 0),
        top: Math.max(top, 0),
        right: Math.min(left + size, width),
        bottom: Math.min(top + size, height),
      };
      const drawn = varied ? stream.uniform(0, strength) : strength;
      return { patch, noise, strength: drawn, seed: stream.uint32() };
    },
    render(image, trace, normalization, out) {
      renderClean(image, normalization, out);
      const { data, width, height, channels } = image;
      const { left, top, right, bottom } = trace.patch;
      const { mean, std } = normalization;
      const stream = keyedStream({ seed: trace.seed, purpose: 'view' });
      const draw = draws[trace.noise];
      for (let y = top; y < Math.min(bottom, height); y++) {
        const end = (y * width + Math.min(right, width)) * channels;
        for (let i = (y * width + left) * channels; i < end; i++) {
          const value = data[i] / 255 + trace.strength * draw(stream);
          const channel = i % channels;
          const clipped = value < 0 ? 0 : value > 1 ? 1 : value;
          out[i] = (clipped - mean[channel % mean.length]) / std[channel % std.length];
        }
      }
    },
    parseTrace(value) {
      const { patch, noise, strength, seed } = readRecord(value, [], ['patch', 'noise', 'strength', 'seed']);
      if (typeof noise !== 'string' || !(noise in draws))
        throw traceError(noise, ['noise'], 'gaussian or uniform');
      const sides = readRecord(patch, ['patch'], ['left', 'top', 'right', 'bottom']);
      const side = (name: keyof Rectangle): number => readInteger(sides[name], ['patch', name]);
      return {
        patch: { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom') },
        noise: noise as PatchNoiseTrace['noise'],
        strength: readShare(strength, ['strength']),
        seed: readInteger(seed, ['seed']),
      };
    },
  };
}
