import type { Image } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { gaussianBlurOnKernels } from './internal/fast/gaussian.js';
import { gaussianFilter } from './internal/gaussian.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit, toUnit } from './internal/unit-image.js';

const table: SeverityTable<number> = {
  cifar: [0.4, 0.6, 0.7, 0.8, 1],
  tiny: [0.5, 0.75, 1, 1.25, 1.5],
  imagenet: [1, 2, 3, 4, 6],
  inception: [1.5, 2.5, 3.5, 4.5, 6.5],
};

/**
 * Parameters of {@link gaussianBlur}.
 *
 * @example
 * ```ts
 * import type { GaussianBlurParams } from '@augmix/corruptions';
 * const params: GaussianBlurParams = { sigma: 2 };
 * ```
 */
export interface GaussianBlurParams {
  /** Standard deviation in pixels, at least 0. */
  sigma: number;
}

/**
 * Blurs with a Gaussian cut off at four standard deviations; the image goes on with its edge values. Byte for byte as
 * with SciPy's `gaussian_filter`.
 *
 * Source: the extra corruption `gaussian_blur` of Hendrycks and Dietterich, ICLR 2019.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when sigma is negative or not finite.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { gaussianBlur } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(0, 0, 255, 0, 0));
 * gaussianBlur(line, { sigma: 0.5 }).data.join(' '); // => '0 27 200 27 0'
 * ```
 */
export function gaussianBlur(image: Image, { sigma }: GaussianBlurParams): Image {
  requireArgument(sigma >= 0 && sigma < Infinity, 'sigma', sigma, 'a finite number of at least 0');
  const fast = gaussianBlurOnKernels(image, sigma);
  if (fast) return fast;
  const values = toUnit(image);
  gaussianFilter(values, image, sigma);
  return fromUnit(image, values);
}

export const gaussianBlurCorruption = tabled(table, (sigma): GaussianBlurParams => ({ sigma }), gaussianBlur);
