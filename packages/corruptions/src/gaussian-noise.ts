import type { Fields, Image } from '@augmix/core';
import { fieldOr } from './internal/argument.js';
import { gaussianNoiseOnKernels } from './internal/fast/noise.js';
import { drawSeed, normalField } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit } from './internal/unit-image.js';

const table: SeverityTable<number> = {
  cifar: [0.04, 0.06, 0.08, 0.09, 0.1],
  tiny: [0.04, 0.08, 0.12, 0.15, 0.18],
  imagenet: [0.08, 0.12, 0.18, 0.26, 0.38],
  inception: [0.09, 0.13, 0.19, 0.27, 0.4],
};

/**
 * Parameters of {@link gaussianNoise}.
 *
 * @example
 * ```ts
 * import type { GaussianNoiseParams } from '@augmix/corruptions';
 * const params: GaussianNoiseParams = { sigma: 0.08, seed: 1 };
 * ```
 */
export interface GaussianNoiseParams {
  /** Standard deviation, for values from 0 to 1. */
  sigma: number;
  /** Key of the noise, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Adds independent normal noise to every value.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `gaussian_noise`.
 *
 * @param fields `normal`: standard normal noise to use instead of drawing it, one value per value of the image
 * @throws AugmixError `INVALID_ARGUMENT` when a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { gaussianNoise } from '@augmix/corruptions';
 * const grey = createImage(2, 1, 1, Uint8Array.of(100, 100));
 * const normal = Float64Array.of(-1, 2);
 * gaussianNoise(grey, { sigma: 0.1, seed: 1 }, { normal }).data.join(' '); // => '74 151'
 * ```
 */
export function gaussianNoise(image: Image, { sigma, seed }: GaussianNoiseParams, fields?: Fields): Image {
  const fast = fields ? undefined : gaussianNoiseOnKernels(image, sigma, seed);
  if (fast) return fast;
  const { data } = image;
  const normal = fieldOr(fields, 'normal', data.length, () => normalField(data.length, seed));
  const values = new Float64Array(data.length);
  for (let index = 0; index < data.length; index++) values[index] = data[index] / 255 + sigma * normal[index];
  return fromUnit(image, values);
}

export const gaussianNoiseCorruption = tabled(
  table,
  (sigma, stream): GaussianNoiseParams => ({ sigma, seed: drawSeed(stream) }),
  gaussianNoise,
);
