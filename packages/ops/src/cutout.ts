import { AugmixError, type Image, type RandomStream, type Size } from '@augmix/core';
import type { Fill } from './geometric-options.js';
import { requireInteger } from './internal/argument.js';
import { fillColour } from './internal/fill.js';
import { copyOf } from './internal/output.js';
import type { TransformOp } from './op-types.js';

/**
 * The rectangle to paint, `left ≤ x < right`, `top ≤ y < bottom`, and its value.
 *
 * @example
 * ```ts
 * import type { CutoutArgs } from '@augmix/ops';
 * const args: CutoutArgs = { left: 0, top: 0, right: 8, bottom: 8, fill: 0 };
 * ```
 */
export interface CutoutArgs {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Default 0. */
  fill?: Fill;
}

/**
 * Options of {@link cutoutOp}.
 *
 * @example
 * ```ts
 * import type { CutoutOptions } from '@augmix/ops';
 * const options: CutoutOptions = { share: 0.1, fill: [125, 123, 114] };
 * ```
 */
export interface CutoutOptions {
  /** Side of the square as a share of the image's width, above 0, at most 1 (default 0.2). */
  share?: number;
  /** Value of the square (default 0). */
  fill?: Fill;
}

/**
 * Paints a rectangle, cut off where it leaves the image.
 *
 * @param image any size, any number of channels
 * @param args whole numbers of at least 0, and `fill` (default 0)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when a side is not a whole number of at least 0, or `fill` or `out` does not fit.
 * @see `ImageDraw.rectangle` of Pillow, whose right and bottom edges are part of the rectangle
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { cutout } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(10, 20, 30));
 * [...cutout(image, { left: 1, top: 0, right: 9, bottom: 1 }).data]; // => [10, 0, 0]
 * ```
 */
export function cutout(image: Image, args: CutoutArgs, out?: Image): Image {
  const { left, top, right, bottom, fill = 0 } = args;
  for (const [name, value] of Object.entries({ left, top, right, bottom })) {
    requireInteger('cutout', name, value, 0, 0xffffffff);
  }
  const { width, height, channels } = image;
  const colour = fillColour('cutout', channels, fill);
  const target = copyOf('cutout', image, out);
  for (let y = top; y < Math.min(bottom, height); y++) {
    const end = (y * width + Math.min(right, width)) * channels;
    for (let index = (y * width + left) * channels; index < end; index++) {
      target.data[index] = colour[index % channels];
    }
  }
  return target;
}

/**
 * The square that Fast AutoAugment's Cutout paints. Its centre is any point of the image but those of the first row and
 * column. Where it would leave the image it is moved in at the left and the top, and cut off at the right and the bottom.
 *
 * @param side in pixels, not necessarily whole
 * @see `CutoutAbs` in augmentations.py of kakaobrain/fast-autoaugment
 * @example
 * ```ts
 * import { streamFrom } from '@augmix/core';
 * import { drawSquare } from '@augmix/ops';
 * const zeros = streamFrom({ uint32: () => 0 });
 * drawSquare(zeros, 4.5, { width: 32, height: 16 }); // => { left: 29, top: 13, right: 32, bottom: 16 }
 * ```
 */
export function drawSquare(
  stream: RandomStream,
  side: number,
  { width, height }: Size,
): Omit<Required<CutoutArgs>, 'fill'> {
  // NumPy's uniform(width), as the reference writes it, is a number between width and 1.
  const left = Math.trunc(Math.max(0, stream.uniform(width, 1) - side / 2));
  const top = Math.trunc(Math.max(0, stream.uniform(height, 1) - side / 2));
  // The last row and column are painted too.
  const right = Math.min(width, Math.trunc(left + side) + 1);
  const bottom = Math.min(height, Math.trunc(top + side) + 1);
  return { left, top, right, bottom };
}

/**
 * {@link cutout} as a transform that paints a square at a random place.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when `share` is out of range.
 * @example
 * ```ts
 * import { cutoutOp } from '@augmix/ops';
 * cutoutOp({ fill: 128 }).identity; // => { left: 0, top: 0, right: 0, bottom: 0, fill: 128 }
 * ```
 */
export function cutoutOp({ share = 0.2, fill = 0 }: CutoutOptions = {}): TransformOp<CutoutArgs> {
  if (!(share > 0 && share <= 1)) {
    throw new AugmixError('INVALID_ARGUMENT', `cutout: share is ${share}`, {
      path: 'share',
      expected: 'a number above 0, at most 1',
    });
  }
  return {
    name: 'cutout',
    identity: { left: 0, top: 0, right: 0, bottom: 0, fill },
    sample: (stream, size) => ({ ...drawSquare(stream, share * size.width, size), fill }),
    apply: cutout,
  };
}
