import type { Fields, Image } from '@augmix/core';
import { drawSeeds, noisyFrames } from '../internal/sequence/noisy-frames.js';
import { noiseSequence } from '../internal/sequence/preset-sequence.js';
import { speckleNoise } from '../speckle-noise.js';

/**
 * Parameters of {@link speckleNoiseFrames}.
 *
 * @example
 * ```ts
 * import type { SpeckleNoiseFramesParams } from '@augmix/corruptions';
 * const params: SpeckleNoiseFramesParams = { sigma: 0.05, seeds: [1, 2, 3] };
 * ```
 */
export interface SpeckleNoiseFramesParams {
  /** Standard deviation as a share of the value. */
  sigma: number;
  /** Keys of the noise, one per noisy frame; whole numbers below 2⁵³. */
  seeds: readonly number[];
}

/**
 * The image as it is, then copies of it with independent noise in proportion to every value.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `speckle_noise`, for validation.
 *
 * @param fields `normal`: standard normal noise to use instead of drawing it, one value per value of every noisy frame
 * @throws AugmixError `INVALID_ARGUMENT` when a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { speckleNoiseFrames } from '@augmix/corruptions';
 * const image = createImage(2, 1, 1, Uint8Array.of(0, 100));
 * const params = { sigma: 0.5, seeds: [1] };
 * const frames = [...speckleNoiseFrames(image, params, { normal: Float64Array.of(1, 1) })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '0 100, 0 150'
 * ```
 */
export function* speckleNoiseFrames(
  image: Image,
  { sigma, seeds }: SpeckleNoiseFramesParams,
  fields?: Fields,
): Generator<Image, void> {
  yield* noisyFrames(image, seeds, 'normal', fields, (seed, own) =>
    speckleNoise(image, { sigma, seed }, own),
  );
}

const tiny = [0.05, 0.1, 0.15] as const;

export const speckleNoisePerturbation = noiseSequence(
  { cifar: [0.05, 0.07, 0.1], tiny, imagenet: tiny, inception: [0.06, 0.11, 0.16] },
  (sigma, stream): SpeckleNoiseFramesParams => ({ sigma, seeds: drawSeeds(stream) }),
  speckleNoiseFrames,
);
