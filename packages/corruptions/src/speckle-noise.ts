import type { Fields, Image } from '@augmix/core';
import { fieldOr } from './internal/argument.js';
import { speckleNoiseOnKernels } from './internal/fast/noise.js';
import { drawSeed, normalField } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit, toUnit } from './internal/unit-image.js';

const table: SeverityTable<number> = {
  cifar: [0.06, 0.1, 0.12, 0.16, 0.2],
  tiny: [0.15, 0.2, 0.25, 0.3, 0.35],
  imagenet: [0.15, 0.2, 0.35, 0.45, 0.6],
  inception: [0.16, 0.21, 0.36, 0.46, 0.61],
};

/**
 * Parameters of {@link speckleNoise}.
 *
 * @example
 * ```ts
 * import type { SpeckleNoiseParams } from '@augmix/corruptions';
 * const params: SpeckleNoiseParams = { sigma: 0.15, seed: 1 };
 * ```
 */
export interface SpeckleNoiseParams {
  /** Standard deviation as a share of the value. */
  sigma: number;
  /** Key of the noise, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Adds normal noise in proportion to every value, so that black stays black.
 *
 * Source: the extra corruption `speckle_noise` of Hendrycks and Dietterich, ICLR 2019.
 *
 * @param fields `normal`: standard normal noise to use instead of drawing it, one value per value of the image
 * @throws AugmixError `INVALID_ARGUMENT` when a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { speckleNoise } from '@augmix/corruptions';
 * const image = createImage(2, 1, 1, Uint8Array.of(0, 100));
 * const normal = Float64Array.of(1, 1);
 * speckleNoise(image, { sigma: 0.5, seed: 1 }, { normal }).data.join(' '); // => '0 150'
 * ```
 */
export function speckleNoise(image: Image, { sigma, seed }: SpeckleNoiseParams, fields?: Fields): Image {
  const fast = fields ? undefined : speckleNoiseOnKernels(image, sigma, seed);
  if (fast) return fast;
  const values = toUnit(image);
  const normal = fieldOr(fields, 'normal', values.length, () => normalField(values.length, seed));
  for (let index = 0; index < values.length; index++)
    values[index] += values[index] * (sigma * normal[index]);
  return fromUnit(image, values);
}

export const speckleNoiseCorruption = tabled(
  table,
  (sigma, stream): SpeckleNoiseParams => ({ sigma, seed: drawSeed(stream) }),
  speckleNoise,
);
