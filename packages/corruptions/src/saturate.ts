import type { Image } from '@augmix/core';
import { requireRgb } from './internal/argument.js';
import { hsvOnKernels } from './internal/fast/colour.js';
import { mapHsv } from './internal/hsv.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { clip } from './internal/unit-image.js';

type Row = readonly [factor: number, shift: number];
const imagenet = [
  [0.3, 0],
  [0.1, 0],
  [2, 0],
  [5, 0.1],
  [20, 0.2],
] as const;
const table: SeverityTable<Row> = {
  cifar: [
    [0.3, 0],
    [0.1, 0],
    [1.5, 0],
    [2, 0.1],
    [2.5, 0.2],
  ],
  tiny: [
    [0.3, 0],
    [0.1, 0],
    [2, 0],
    [5, 0.1],
    [30, 0.2],
  ],
  imagenet,
  inception: imagenet,
};

/**
 * Parameters of {@link saturate}.
 *
 * @example
 * ```ts
 * import type { SaturateParams } from '@augmix/corruptions';
 * const params: SaturateParams = { factor: 0.3, shift: 0 };
 * ```
 */
export interface SaturateParams {
  /** The saturation of HSV is multiplied by this, … */
  factor: number;
  /** … and this is added to it. */
  shift: number;
}

/**
 * Weakens or strengthens colours: a linear function of the saturation of HSV, cut off at 0 and 1. Byte for byte as with
 * scikit-image.
 *
 * Greys have hue 0 there, so a positive shift turns them reddish, as in the benchmark.
 *
 * Source: the extra corruption `saturate` of Hendrycks and Dietterich, ICLR 2019.
 *
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { saturate } from '@augmix/corruptions';
 * const grey = createImage(1, 1, 3, Uint8Array.of(100, 100, 100));
 * saturate(grey, { factor: 5, shift: 0.1 }).data.join(' '); // => '100 90 90'
 * ```
 */
export function saturate(image: Image, { factor, shift }: SaturateParams): Image {
  requireRgb('saturate', image);
  const fast = hsvOnKernels(image, factor, shift, 0);
  if (fast) return fast;
  return mapHsv(
    image,
    (saturation) => clip(saturation * factor + shift),
    (value) => value,
  );
}

export const saturateCorruption = tabled(
  table,
  ([factor, shift]): SaturateParams => ({ factor, shift }),
  saturate,
);
