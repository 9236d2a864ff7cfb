import type { Image } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { boxResize } from './internal/box-resize.js';
import { pixelateOnKernels } from './internal/fast/pixelate.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';

const table: SeverityTable<number> = {
  cifar: [0.95, 0.9, 0.85, 0.75, 0.65],
  tiny: [0.9, 0.8, 0.7, 0.6, 0.5],
  imagenet: [0.6, 0.5, 0.4, 0.3, 0.25],
  inception: [0.5, 0.4, 0.3, 0.25, 0.2],
};

/**
 * Parameters of {@link pixelate}.
 *
 * @example
 * ```ts
 * import type { PixelateParams } from '@augmix/corruptions';
 * const params: PixelateParams = { scale: 0.6 };
 * ```
 */
export interface PixelateParams {
  /** Size of the small image as a share of the image's, above 0, at most 1. */
  scale: number;
}

/**
 * Shrinks the image to `⌊size · scale⌋` pixels and enlarges it again, both with Pillow's box filter, byte for byte.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `pixelate`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when the scale is not above 0 and at most 1.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { pixelate } from '@augmix/corruptions';
 * pixelate(createImage(4, 1, 1, Uint8Array.of(0, 10, 20, 40)), { scale: 0.5 }).data.join(' '); // => '5 5 30 30'
 * ```
 */
export function pixelate(image: Image, { scale }: PixelateParams): Image {
  requireArgument(scale > 0 && scale <= 1, 'scale', scale, 'a number above 0, at most 1');
  const shrink = (side: number): number => Math.max(Math.trunc(side * scale), 1);
  const { width, height } = image;
  const [smallWidth, smallHeight] = [shrink(width), shrink(height)];
  const fast = pixelateOnKernels(image, smallWidth, smallHeight);
  if (fast) return fast;
  const small = boxResize(image, smallWidth, smallHeight);
  if (small === image) return { ...image, data: image.data.slice() };
  return boxResize(small, width, height);
}

export const pixelateCorruption = tabled(table, (scale): PixelateParams => ({ scale }), pixelate);
