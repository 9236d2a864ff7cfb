import { createImage, type Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link translateFrames}.
 *
 * @example
 * ```ts
 * import type { TranslateFramesParams } from '@augmix/corruptions';
 * const params: TranslateFramesParams = { shifts: [-1, 0, 1] };
 * ```
 */
export interface TranslateFramesParams {
  /** How far each frame is moved to the right, in whole pixels. */
  shifts: readonly number[];
}

/**
 * Moves the image from left to right, pixel by pixel; what comes in is black.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `translate`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a shift is not a whole number.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { translateFrames } from '@augmix/corruptions';
 * const line = createImage(3, 1, 1, Uint8Array.of(1, 2, 3));
 * const frames = [...translateFrames(line, { shifts: [-1, 0, 1] })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '2 3 0, 1 2 3, 0 1 2'
 * ```
 */
export function* translateFrames(image: Image, { shifts }: TranslateFramesParams): Generator<Image, void> {
  const { data, width, height, channels } = image;
  const row = width * channels;
  for (const shift of shifts) {
    requireArgument(Number.isInteger(shift), 'shifts', shift, 'whole numbers');
    const frame = createImage(width, height, channels);
    const offset = Math.max(-row, Math.min(shift * channels, row));
    for (let start = 0; start < data.length; start += row) {
      const kept = data.subarray(start + Math.max(-offset, 0), start + row - Math.max(offset, 0));
      frame.data.set(kept, start + Math.max(offset, 0));
    }
    yield frame;
  }
}

const from = (first: number, count: number): TranslateFramesParams => ({
  shifts: perFrame(count, (frame) => frame + first),
});

export const translatePerturbation = presetSequence({
  table: { cifar: from(-7, 16), tiny: from(-15, 31), imagenet: from(-20, 41), inception: from(-20, 41) },
  when: 'after',
  draw: (row) => row,
  frames: translateFrames,
});
