import type { Image, Size } from '@augmix/core';
import { requireInteger } from './internal/argument.js';
import { roundHalfEven } from './internal/round-half-even.js';
import { sizedOutput } from './internal/sized-output.js';
import type { TransformOp } from './op-types.js';

/**
 * The size of the piece.
 *
 * @example
 * ```ts
 * import type { CenterCropArgs } from '@augmix/ops';
 * const args: CenterCropArgs = { width: 224, height: 224 };
 * ```
 */
export type CenterCropArgs = Size;

/**
 * `size` of the piece: the side of a square, or `width` and `height` (default 224).
 *
 * @example
 * ```ts
 * import { centerCropOp, type CenterCropOptions } from '@augmix/ops';
 * const options: CenterCropOptions = { size: 64 };
 * centerCropOp(options).name; // => 'center_crop'
 * ```
 */
export interface CenterCropOptions {
  size?: number | Size;
}

/**
 * Cuts a piece out of the middle. When the margins cannot be equal, the left or upper one is half of their sum rounded to
 * the even number. A side that is too short is padded with zeros on both ends, one more at the right or bottom.
 *
 * @param image any size, any number of channels
 * @param args `width` and `height` of the piece, whole numbers of at least 1
 * @param out written to and returned when given; of the size of the piece
 * @throws AugmixError `INVALID_ARGUMENT` when a side is not a whole number above 0, or `out` does not fit.
 * @see `CenterCrop` of torchvision
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { centerCrop } from '@augmix/ops';
 * const image = createImage(4, 1, 1, Uint8Array.of(1, 2, 3, 4));
 * [...centerCrop(image, { width: 2, height: 1 }).data]; // => [2, 3]
 * [...centerCrop(image, { width: 7, height: 1 }).data]; // => [0, 1, 2, 3, 4, 0, 0]
 * ```
 */
export function centerCrop(image: Image, { width, height }: CenterCropArgs, out?: Image): Image {
  requireInteger('center_crop', 'width', width, 1, Number.MAX_SAFE_INTEGER);
  requireInteger('center_crop', 'height', height, 1, Number.MAX_SAFE_INTEGER);
  const target = sizedOutput('center_crop', image, { width, height }, out);
  const left = firstPixel(image.width, width);
  const top = firstPixel(image.height, height);
  if (left < 0 || top < 0) target.data.fill(0);
  const { data, channels } = image;
  const from = Math.max(left, 0);
  const to = Math.min(left + width, image.width);
  for (let y = Math.max(top, 0); y < Math.min(top + height, image.height); y++) {
    const row = y * image.width;
    const place = ((y - top) * width + from - left) * channels;
    target.data.set(data.subarray((row + from) * channels, (row + to) * channels), place);
  }
  return target;
}

/** Where a piece of a side starts; below 0 when it starts with padding. */
export function firstPixel(length: number, piece: number): number {
  return piece > length ? -Math.floor((piece - length) / 2) : roundHalfEven((length - piece) / 2);
}

/**
 * {@link centerCrop} as a transform; it draws nothing.
 *
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { centerCropOp } from '@augmix/ops';
 * const stream = keyedStream({ seed: 1, purpose: 'base' });
 * centerCropOp().sample(stream, { width: 341, height: 256 }); // => { width: 224, height: 224 }
 * ```
 */
export function centerCropOp({ size = 224 }: CenterCropOptions = {}): TransformOp<CenterCropArgs> {
  const { width, height } = typeof size === 'number' ? { width: size, height: size } : size;
  return {
    name: 'center_crop',
    sample: () => ({ width, height }),
    outputSize: (_size, args) => ({ width: args.width, height: args.height }),
    apply: centerCrop,
  };
}
