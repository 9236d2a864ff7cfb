import type { Image } from '@augmix/core';
import { AugmixError } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { jpegOnKernels } from './internal/fast/jpeg.js';
import { codeGrey } from './internal/jpeg/grey.js';
import { codePlane } from './internal/jpeg/plane.js';
import { quantizationFor } from './internal/jpeg/quantization.js';
import { rgbToYcc, yccToRgb } from './internal/jpeg/ycc.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';

const table: SeverityTable<number> = {
  cifar: [80, 65, 58, 50, 40],
  tiny: [65, 58, 50, 40, 25],
  imagenet: [25, 18, 15, 10, 7],
  inception: [23, 16, 13, 8, 5],
};

/**
 * Parameters of {@link jpegCompression}.
 *
 * @example
 * ```ts
 * import type { JpegCompressionParams } from '@augmix/corruptions';
 * const params: JpegCompressionParams = { quality: 25 };
 * ```
 */
export interface JpegCompressionParams {
  /** Quality of the Independent JPEG Group's scale, a whole number from 1 to 100. */
  quality: number;
}

/**
 * What is left of an image after saving it as JPEG and reading it again, byte for byte as with Pillow on libjpeg-turbo:
 * 4:2:0 chroma, standard tables, integer DCT, smooth upsampling. The entropy coding loses nothing and is left out.
 *
 * Also useful after another corruption: the published ImageNet-C is stored with quality 85.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `jpeg_compression`; ITU-T T.81.
 *
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 1 or 3 channels; `INVALID_ARGUMENT` for other qualities.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { jpegCompression } from '@augmix/corruptions';
 * const red = createImage(1, 1, 3, Uint8Array.of(255, 0, 0));
 * jpegCompression(red, { quality: 85 }).data.join(' '); // => '254 0 0'
 * ```
 */
export function jpegCompression(image: Image, { quality }: JpegCompressionParams): Image {
  requireArgument(
    Number.isInteger(quality) && quality >= 1 && quality <= 100,
    'quality',
    quality,
    'a whole number from 1 to 100',
  );
  const { channels } = image;
  if (channels !== 1 && channels !== 3) {
    throw new AugmixError('IMAGE_UNSUPPORTED', `jpeg_compression cannot work on ${channels} channels`, {
      expected: '1 or 3 channels',
    });
  }
  const fast = jpegOnKernels(image, quality);
  if (fast) return fast;
  const luminance = quantizationFor('luminance', quality);
  if (channels === 1) return { ...image, data: codeGrey(image, luminance) };
  const chrominance = quantizationFor('chrominance', quality);
  const [y, cb, cr] = rgbToYcc(image);
  codePlane(y, luminance);
  codePlane(cb, chrominance);
  codePlane(cr, chrominance);
  return { ...image, data: yccToRgb([y, cb, cr]) };
}

export const jpegCompressionCorruption = tabled(
  table,
  (quality): JpegCompressionParams => ({ quality }),
  jpegCompression,
);
