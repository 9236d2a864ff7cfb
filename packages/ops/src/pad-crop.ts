import type { Image } from '@augmix/core';
import type { Fill } from './geometric-options.js';
import { transformAffine } from './internal/affine.js';
import { requireInteger } from './internal/argument.js';
import type { TransformOp } from './op-types.js';

/**
 * Where the crop starts in the padded image (`x` and `y`, 0 … 2 · padding), how many pixels are added on each side,
 * and what they hold.
 *
 * @example
 * ```ts
 * import type { PadCropArgs } from '@augmix/ops';
 * const args: PadCropArgs = { x: 0, y: 7, padding: 4, fill: 0 };
 * ```
 */
export interface PadCropArgs {
  x: number;
  y: number;
  padding: number;
  fill?: Fill;
}

/**
 * `padding` in pixels (default 4) and `fill` (default 0).
 *
 * @example
 * ```ts
 * import { padCropOp, type PadCropOptions } from '@augmix/ops';
 * const options: PadCropOptions = { padding: 2 };
 * padCropOp(options).identity; // => { x: 2, y: 2, padding: 2, fill: 0 }
 * ```
 */
export interface PadCropOptions {
  padding?: number;
  fill?: Fill;
}

/**
 * Pads the image on every side and cuts a piece of the original size out of it.
 *
 * @param image any size, any number of channels
 * @param args `x` and `y`, 0 … 2 · padding, where the piece starts; `padding` ≥ 0; `fill` (default 0)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `x`, `y` or `padding` is not a whole number in its range, or `fill` or
 * `out` does not fit.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { padCrop } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(1, 2, 3));
 * [...padCrop(image, { x: 0, y: 1, padding: 1 }).data]; // => [0, 1, 2]
 * ```
 */
export function padCrop(image: Image, { x, y, padding, fill = 0 }: PadCropArgs, out?: Image): Image {
  requireInteger('pad_crop', 'padding', padding, 0, Number.MAX_SAFE_INTEGER);
  requireInteger('pad_crop', 'x', x, 0, 2 * padding);
  requireInteger('pad_crop', 'y', y, 0, 2 * padding);
  return transformAffine('pad_crop', image, [1, 0, x - padding, 0, 1, y - padding], { fill }, out);
}

/**
 * {@link padCrop} as a random transform: every place is equally likely. It draws the row, then the column.
 *
 * @example
 * ```ts
 * import { padCropOp } from '@augmix/ops';
 * padCropOp().identity; // => { x: 4, y: 4, padding: 4, fill: 0 }
 * ```
 */
export function padCropOp({ padding = 4, fill = 0 }: PadCropOptions = {}): TransformOp<PadCropArgs> {
  return {
    name: 'pad_crop',
    identity: { x: padding, y: padding, padding, fill },
    sample: (stream) => {
      const y = stream.integer(0, 2 * padding + 1);
      const x = stream.integer(0, 2 * padding + 1);
      return { x, y, padding, fill };
    },
    apply: padCrop,
  };
}
