import type { Fields, Image } from '@augmix/core';
import { drawSeeds, noisyFrames } from '../internal/sequence/noisy-frames.js';
import { noiseSequence } from '../internal/sequence/preset-sequence.js';
import { shotNoise } from '../shot-noise.js';

/**
 * Parameters of {@link shotNoiseFrames}.
 *
 * @example
 * ```ts
 * import type { ShotNoiseFramesParams } from '@augmix/corruptions';
 * const params: ShotNoiseFramesParams = { photons: 700, seeds: [1, 2, 3] };
 * ```
 */
export interface ShotNoiseFramesParams {
  /** Mean number of photons that a value of 255 stands for, above 0, at most 700; fewer photons are more noise. */
  photons: number;
  /** Keys of the noise, one per noisy frame; whole numbers below 2⁵³. */
  seeds: readonly number[];
}

/**
 * The image as it is, then copies of it with independent photon noise.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `shot_noise`.
 *
 * @param fields `counts`: photon counts to use instead of drawing them, one per value of every noisy frame
 * @throws AugmixError `INVALID_ARGUMENT` when `photons` is out of range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { shotNoiseFrames } from '@augmix/corruptions';
 * const image = createImage(2, 1, 1, Uint8Array.of(0, 255));
 * const params = { photons: 60, seeds: [1] };
 * const frames = [...shotNoiseFrames(image, params, { counts: Float64Array.of(0, 45) })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '0 255, 0 191'
 * ```
 */
export function* shotNoiseFrames(
  image: Image,
  { photons, seeds }: ShotNoiseFramesParams,
  fields?: Fields,
): Generator<Image, void> {
  yield* noisyFrames(image, seeds, 'counts', fields, (seed, own) => shotNoise(image, { photons, seed }, own));
}

export const shotNoisePerturbation = noiseSequence(
  { cifar: [700, 400, 200], tiny: [500, 250, 125], imagenet: [300, 120, 60], inception: [250, 100, 50] },
  (photons, stream): ShotNoiseFramesParams => ({ photons, seeds: drawSeeds(stream) }),
  shotNoiseFrames,
);
