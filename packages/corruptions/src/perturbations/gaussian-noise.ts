import type { Fields, Image } from '@augmix/core';
import { fieldOr } from '../internal/argument.js';
import { normalField } from '../internal/noise.js';
import { drawSeeds, noisyFrames } from '../internal/sequence/noisy-frames.js';
import { noiseSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link gaussianNoiseFrames}.
 *
 * @example
 * ```ts
 * import type { GaussianNoiseFramesParams } from '@augmix/corruptions';
 * const params: GaussianNoiseFramesParams = { sigma: 0.02, seeds: [1, 2, 3] };
 * ```
 */
export interface GaussianNoiseFramesParams {
  /** Standard deviation, for values from 0 to 1. */
  sigma: number;
  /** Keys of the noise, one per noisy frame; whole numbers below 2⁵³. */
  seeds: readonly number[];
}

/**
 * The image as it is, then copies of it with independent normal noise, in single precision.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `gaussian_noise`.
 *
 * @param fields `normal`: standard normal noise to use instead of drawing it, one value per value of every noisy frame
 * @throws AugmixError `INVALID_ARGUMENT` when a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { gaussianNoiseFrames } from '@augmix/corruptions';
 * const grey = createImage(2, 1, 1, Uint8Array.of(100, 100));
 * const params = { sigma: 0.1, seeds: [1] };
 * const frames = [...gaussianNoiseFrames(grey, params, { normal: Float64Array.of(-1, 2) })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '100 100, 74 151'
 * ```
 */
export function* gaussianNoiseFrames(
  image: Image,
  { sigma, seeds }: GaussianNoiseFramesParams,
  fields?: Fields,
): Generator<Image, void> {
  yield* noisyFrames(image, seeds, 'normal', fields, (seed, own) => noisy(image, sigma, seed, own));
}

/** Unlike the corruption, the sequence is made with tensors of single precision. */
function noisy(image: Image, sigma: number, seed: number, fields?: Fields): Image {
  const { fround } = Math;
  const { length } = image.data;
  const normal = fieldOr(fields, 'normal', length, () => normalField(length, seed));
  const strength = fround(sigma);
  const data = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    const value = fround(fround(image.data[index] / 255) + fround(strength * fround(normal[index])));
    data[index] = value <= 0 ? 0 : value >= 1 ? 255 : fround(value * 255);
  }
  return { ...image, data };
}

export const gaussianNoisePerturbation = noiseSequence(
  {
    cifar: [0.02, 0.04, 0.06],
    tiny: [0.025, 0.05, 0.075],
    imagenet: [0.03, 0.05, 0.08],
    inception: [0.035, 0.055, 0.085],
  },
  (sigma, stream): GaussianNoiseFramesParams => ({ sigma, seeds: drawSeeds(stream) }),
  gaussianNoiseFrames,
);
