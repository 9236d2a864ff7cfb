import type { Image } from '@augmix/core';
import { contrastOnKernels } from './internal/fast/colour.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit, toUnit } from './internal/unit-image.js';

const imagenet = [0.4, 0.3, 0.2, 0.1, 0.05] as const;
const table: SeverityTable<number> = {
  cifar: [0.75, 0.5, 0.4, 0.3, 0.15],
  tiny: imagenet,
  imagenet,
  inception: imagenet,
};

/**
 * Parameters of {@link contrast}.
 *
 * @example
 * ```ts
 * import type { ContrastParams } from '@augmix/corruptions';
 * const params: ContrastParams = { factor: 0.4 };
 * ```
 */
export interface ContrastParams {
  /** Share of a value's distance from the mean that is kept. */
  factor: number;
}

/**
 * Weakens the contrast: pulls every channel towards its own mean.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `contrast`.
 *
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { contrast } from '@augmix/corruptions';
 * contrast(createImage(2, 1, 1, Uint8Array.of(0, 200)), { factor: 0.5 }).data.join(' '); // => '50 150'
 * ```
 */
export function contrast(image: Image, { factor }: ContrastParams): Image {
  const fast = contrastOnKernels(image, factor);
  if (fast) return fast;
  const { channels, width, height } = image;
  const values = toUnit(image);
  for (let channel = 0; channel < channels; channel++) {
    // Summed in order, as NumPy sums over the leading axes: the last bits of the mean decide about levels.
    let sum = 0;
    for (let index = channel; index < values.length; index += channels) sum += values[index];
    const mean = sum / (width * height);
    for (let index = channel; index < values.length; index += channels) {
      values[index] = (values[index] - mean) * factor + mean;
    }
  }
  return fromUnit(image, values);
}

export const contrastCorruption = tabled(table, (factor): ContrastParams => ({ factor }), contrast);
