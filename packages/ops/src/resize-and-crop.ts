import type { Image, Size } from '@augmix/core';
import { centerCrop, firstPixel } from './center-crop.js';
import { resample, wholeOf } from './internal/resample.js';
import { sizedOutput } from './internal/sized-output.js';
import { resize, resizedSize, type ResizeArgs } from './resize.js';

/**
 * What to resize to, and the size of the piece in the middle that is kept.
 *
 * @example
 * ```ts
 * import type { ResizeAndCropArgs } from '@augmix/ops';
 * const args: ResizeAndCropArgs = { resize: { size: 256 }, crop: { width: 224, height: 224 } };
 * ```
 */
export interface ResizeAndCropArgs {
  resize: ResizeArgs;
  crop: Size;
}

/**
 * `centerCrop(resize(image, args.resize), args.crop)`, byte for byte, without computing what is cut off.
 *
 * @param image any size, any number of channels
 * @param args as {@link resize} and {@link centerCrop} take them
 * @param out written to and returned when given; of the size of the piece
 * @throws AugmixError `INVALID_ARGUMENT` when a side is not a whole number above 0, or `out` does not fit.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { resizeAndCrop } from '@augmix/ops';
 * const args = { resize: { size: 256 }, crop: { width: 224, height: 224 } };
 * const { width, height } = resizeAndCrop(createImage(500, 375, 3), args);
 * [width, height]; // => [224, 224]
 * ```
 */
export function resizeAndCrop(image: Image, { resize: args, crop }: ResizeAndCropArgs, out?: Image): Image {
  const size = resizedSize(image, args);
  // A piece that is padded takes the two steps, and so does one that is refused.
  const fits = (length: number, whole: number): boolean =>
    Number.isInteger(length) && length >= 1 && length <= whole;
  if (!fits(crop.width, size.width) || !fits(crop.height, size.height)) {
    return centerCrop(resize(image, size), crop, out);
  }
  const target = sizedOutput('center_crop', image, crop, out);
  const window = {
    x: firstPixel(size.width, crop.width),
    y: firstPixel(size.height, crop.height),
    width: crop.width,
    height: crop.height,
  };
  resample(image, wholeOf(image), size, window, target);
  return target;
}
