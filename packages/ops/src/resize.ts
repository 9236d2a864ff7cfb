import type { Image, Size } from '@augmix/core';
import { requireInteger } from './internal/argument.js';
import { resample, wholeOf } from './internal/resample.js';
import { sizedOutput } from './internal/sized-output.js';
import type { TransformOp } from './op-types.js';

/**
 * The size of the result: `width` and `height`, or `size`, the length of the shorter side, which keeps the shape.
 *
 * @example
 * ```ts
 * import type { ResizeArgs } from '@augmix/ops';
 * const args: ResizeArgs[] = [{ width: 64, height: 48 }, { size: 256 }];
 * ```
 */
export type ResizeArgs = Size | { size: number };

/**
 * `size` of the result: the length of its shorter side, or its `width` and `height` (default 256).
 *
 * @example
 * ```ts
 * import { resizeOp, type ResizeOptions } from '@augmix/ops';
 * const options: ResizeOptions = { size: { width: 64, height: 64 } };
 * resizeOp(options).name; // => 'resize'
 * ```
 */
export interface ResizeOptions {
  size?: number | Size;
}

/**
 * Resizes with Pillow's antialiased bilinear filter: every byte is the one that `Image.resize` gives.
 *
 * Shrinking averages over all pixels that a result's pixel covers. With `size` the longer side becomes
 * ⌊size · longer / shorter⌋, as in torchvision. Channels do not influence each other, also not alpha the colours.
 *
 * @param image any size, any number of channels
 * @param args `width` and `height`, or `size`: whole numbers of at least 1
 * @param out written to and returned when given; of the resulting size
 * @throws AugmixError `INVALID_ARGUMENT` when a side is not a whole number above 0, or `out` does not fit.
 * @see `Image.resize` of Pillow with `BILINEAR`; `Resize` of torchvision
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { resize } from '@augmix/ops';
 * const image = createImage(4, 1, 1, Uint8Array.of(0, 40, 80, 120));
 * [...resize(image, { width: 2, height: 1 }).data]; // => [29, 91]
 * const { width, height } = resize(createImage(500, 375, 3), { size: 256 });
 * [width, height]; // => [341, 256]
 * ```
 */
export function resize(image: Image, args: ResizeArgs, out?: Image): Image {
  const size = resizedSize(image, args);
  const target = sizedOutput('resize', image, size, out);
  resample(image, wholeOf(image), size, wholeOf(size), target);
  return target;
}

/** The size that an image becomes. */
export function resizedSize({ width, height }: Size, args: ResizeArgs): Size {
  for (const [name, length] of Object.entries(args)) {
    requireInteger('resize', name, length as number, 1, Number.MAX_SAFE_INTEGER);
  }
  if (!('size' in args)) return args;
  const { size } = args;
  return width <= height
    ? { width: size, height: Math.trunc((size * height) / width) }
    : { width: Math.trunc((size * width) / height), height: size };
}

/**
 * {@link resize} as a transform; it draws nothing.
 *
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { resizeOp } from '@augmix/ops';
 * const stream = keyedStream({ seed: 1, purpose: 'base' });
 * resizeOp({ size: 256 }).sample(stream, { width: 375, height: 500 }); // => { width: 256, height: 341 }
 * ```
 */
export function resizeOp({ size = 256 }: ResizeOptions = {}): TransformOp<ResizeArgs> {
  const args = typeof size === 'number' ? { size } : size;
  return {
    name: 'resize',
    sample: (_stream, inputSize) => ({ ...resizedSize(inputSize, args) }),
    outputSize: resizedSize,
    apply: resize,
  };
}
