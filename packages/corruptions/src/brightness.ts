import type { Image } from '@augmix/core';
import { requireRgb } from './internal/argument.js';
import { hsvOnKernels } from './internal/fast/colour.js';
import { mapHsv } from './internal/hsv.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { clip } from './internal/unit-image.js';

const imagenet = [0.1, 0.2, 0.3, 0.4, 0.5] as const;
const table: SeverityTable<number> = {
  cifar: [0.05, 0.1, 0.15, 0.2, 0.3],
  tiny: imagenet,
  imagenet,
  inception: imagenet,
};

/**
 * Parameters of {@link brightness}.
 *
 * @example
 * ```ts
 * import type { BrightnessParams } from '@augmix/corruptions';
 * const params: BrightnessParams = { shift: 0.1 };
 * ```
 */
export interface BrightnessParams {
  /** Added to the value of HSV, which runs from 0 to 1. */
  shift: number;
}

/**
 * Brightens: adds to the value of HSV, hue and saturation staying the same. Byte for byte as with scikit-image.
 *
 * Source: Hendrycks and Dietterich, "Benchmarking neural network robustness to common corruptions and perturbations",
 * ICLR 2019, `brightness`.
 *
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { brightness } from '@augmix/corruptions';
 * brightness(createImage(1, 1, 3, Uint8Array.of(100, 50, 0)), { shift: 0.2 }).data.join(' '); // => '151 75 0'
 * ```
 */
export function brightness(image: Image, { shift }: BrightnessParams): Image {
  requireRgb('brightness', image);
  const fast = hsvOnKernels(image, 1, 0, shift);
  if (fast) return fast;
  return mapHsv(
    image,
    (saturation) => saturation,
    (value) => clip(value + shift),
  );
}

export const brightnessCorruption = tabled(table, (shift): BrightnessParams => ({ shift }), brightness);
