import type { Fields, Image } from '@augmix/core';
import { fieldOr, requireArgument } from './internal/argument.js';
import { shotNoiseOnKernels } from './internal/fast/noise.js';
import { FieldWords } from './internal/field-words.js';
import { drawSeed } from './internal/noise.js';
import { poissonCounts } from './internal/poisson.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit } from './internal/unit-image.js';

const table: SeverityTable<number> = {
  cifar: [500, 250, 100, 75, 50],
  tiny: [250, 100, 50, 30, 15],
  imagenet: [60, 25, 12, 5, 3],
  inception: [50, 20, 10, 5, 3],
};

/**
 * Parameters of {@link shotNoise}.
 *
 * @example
 * ```ts
 * import type { ShotNoiseParams } from '@augmix/corruptions';
 * const params: ShotNoiseParams = { photons: 60, seed: 1 };
 * ```
 */
export interface ShotNoiseParams {
  /** Mean number of photons that a value of 255 stands for, above 0, at most 700; fewer photons are more noise. */
  photons: number;
  /** Key of the noise, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Photon noise: every value becomes a Poisson count of mean `value / 255 · photons`, divided by `photons`.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `shot_noise`.
 *
 * @param fields `counts`: photon counts to use instead of drawing them, one per value of the image
 * @throws AugmixError `INVALID_ARGUMENT` when `photons` is out of range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { shotNoise } from '@augmix/corruptions';
 * const image = createImage(2, 1, 1, Uint8Array.of(0, 255));
 * shotNoise(image, { photons: 60, seed: 1 }, { counts: Float64Array.of(0, 45) }).data.join(' '); // => '0 191'
 * ```
 */
export function shotNoise(image: Image, { photons, seed }: ShotNoiseParams, fields?: Fields): Image {
  requireArgument(photons > 0 && photons <= 700, 'photons', photons, 'a number above 0, at most 700');
  const fast = fields ? undefined : shotNoiseOnKernels(image, photons, seed);
  if (fast) return fast;
  const { data } = image;
  const counts = fieldOr(fields, 'counts', data.length, () =>
    poissonCounts(data, photons, new FieldWords(seed)),
  );
  const values = new Float64Array(data.length);
  for (let index = 0; index < data.length; index++) values[index] = counts[index] / photons;
  return fromUnit(image, values);
}

export const shotNoiseCorruption = tabled(
  table,
  (photons, stream): ShotNoiseParams => ({ photons, seed: drawSeed(stream) }),
  shotNoise,
);
