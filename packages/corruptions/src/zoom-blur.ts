import type { Image } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { zoomBlurOnKernels } from './internal/fast/zoom.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { toUnit } from './internal/unit-image.js';
import { clippedZoom } from './internal/zoom.js';

type Row = readonly [step: number, count: number];
const cifar = [
  [0.01, 7],
  [0.01, 12],
  [0.01, 16],
  [0.01, 21],
  [0.01, 26],
] as const;
const imagenet = [
  [0.01, 12],
  [0.01, 16],
  [0.02, 11],
  [0.02, 13],
  [0.03, 11],
] as const;
const table: SeverityTable<Row> = { cifar, tiny: cifar, imagenet, inception: imagenet };

/**
 * Parameters of {@link zoomBlur}.
 *
 * @example
 * ```ts
 * import type { ZoomBlurParams } from '@augmix/corruptions';
 * const params: ZoomBlurParams = { step: 0.01, count: 12 };
 * ```
 */
export interface ZoomBlurParams {
  /** How much each zoom factor is above the one before; the first is 1. */
  step: number;
  /** Number of zoom factors, at least 1. */
  count: number;
}

/**
 * The mean of an image and its enlargements about the middle, in single precision. The image itself counts twice, as in
 * the benchmark, whose first zoom factor is 1.
 *
 * The benchmark can only zoom square images; here each axis is cut and enlarged for itself, which is the same on squares.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `zoom_blur`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { zoomBlur } from '@augmix/corruptions';
 * const flat = createImage(8, 8, 1, new Uint8Array(64).fill(128));
 * zoomBlur(flat, { step: 0.01, count: 12 }).data[0]; // => 128
 * ```
 */
export function zoomBlur(image: Image, { step, count }: ZoomBlurParams): Image {
  requireArgument(step >= 0 && step < Infinity, 'step', step, 'a finite number of at least 0');
  requireArgument(Number.isInteger(count) && count >= 1, 'count', count, 'a whole number of at least 1');
  // NumPy's arange: the step that is added is the difference of its first two values.
  const difference = 1 + step - 1;
  const fast = zoomBlurOnKernels(image, difference, count);
  if (fast) return fast;
  const values = new Float32Array(toUnit(image));
  const sums = new Float32Array(values.length);
  for (let zoom = 0; zoom < count; zoom++) {
    const zoomed = clippedZoom(values, image, 1 + zoom * difference);
    for (let index = 0; index < sums.length; index++) sums[index] += zoomed[index];
  }
  const { fround } = Math;
  const data = new Uint8Array(values.length);
  for (let index = 0; index < data.length; index++) {
    const mean = fround(fround(values[index] + sums[index]) / (count + 1));
    data[index] = fround(Math.min(mean, 1) * 255);
  }
  return { ...image, data };
}

export const zoomBlurCorruption = tabled(
  table,
  ([step, count]): ZoomBlurParams => ({ step, count }),
  zoomBlur,
);
