import type { Augmentation } from '@augmix/core';
import { checkInteger } from './internal/check.js';
import { readInteger, readList, readRecord } from './internal/read-trace.js';
import { renderClean } from './render-clean.js';

/**
 * What {@link cutout} is made of.
 *
 * @example
 * ```ts
 * import type { CutoutSettings } from '@augmix/mixing';
 * const forCifar100: CutoutSettings = { length: 8 };
 * ```
 */
export interface CutoutSettings {
  /** Side of the square in pixels, at least 1 (default 16, its authors' for CIFAR-10; 8 for CIFAR-100). */
  length?: number;
  /** Number of squares, at least 1 (default 1). */
  holes?: number;
}

/**
 * Pixels to blank: `left ≤ x < right`, `top ≤ y < bottom`.
 *
 * @example
 * ```ts
 * import type { Rectangle } from '@augmix/mixing';
 * const firstPixel: Rectangle = { left: 0, top: 0, right: 1, bottom: 1 };
 * ```
 */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * What Cutout draws for one view: the squares, cut off where they leave the image.
 *
 * @example
 * ```ts
 * import type { CutoutTrace } from '@augmix/mixing';
 * const corner: CutoutTrace = { holes: [{ left: 0, top: 0, right: 8, bottom: 8 }] };
 * ```
 */
export interface CutoutTrace {
  holes: Rectangle[];
}

/**
 * Cutout: sets square regions to 0 after normalising, that is to the mean colour. The centre is any pixel, so a square
 * may stick out of the image. A square reaches ⌊length / 2⌋ pixels to either side of its centre, so an odd length
 * blanks one pixel less, as in the reference.
 *
 * Source: DeVries and Taylor, "Improved regularization of convolutional neural networks with Cutout", 2017; their
 * `util/cutout.py` (draws y, then x).
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a setting is not a whole number of at least 1.
 * @example
 * ```ts
 * import { cutout, numpyStream } from '@augmix/mixing';
 * const trace = cutout({ length: 8 }).sample(numpyStream(1), { width: 32, height: 32 });
 * trace.holes; // => [{ left: 7, top: 1, right: 15, bottom: 9 }]
 * ```
 */
export function cutout({ length = 16, holes = 1 }: CutoutSettings = {}): Augmentation<CutoutTrace> {
  checkInteger('length', length, 1);
  checkInteger('holes', holes, 1);
  const reach = Math.floor(length / 2);
  return {
    sample(stream, { width, height }) {
      const squares = Array.from({ length: holes }, () => {
        const y = stream.integer(0, height);
        const x = stream.integer(0, width);
        return {
          left: Math.max(x - reach, 0),
          top: Math.max(y - reach, 0),
          right: Math.min(x + reach, width),
          bottom: Math.min(y + reach, height),
        };
      });
      return { holes: squares };
    },
    render(image, trace, normalization, out) {
      renderClean(image, normalization, out);
      const { width, height, channels } = image;
      for (const { left, top, right, bottom } of trace.holes) {
        for (let y = top; y < Math.min(bottom, height); y++) {
          const row = y * width;
          out.fill(0, (row + left) * channels, (row + Math.max(left, Math.min(right, width))) * channels);
        }
      }
    },
    parseTrace(value) {
      const trace = readRecord(value, [], ['holes']);
      return { holes: readList(trace['holes'], ['holes']).map((hole, index) => readRectangle(hole, index)) };
    },
  };
}

function readRectangle(value: unknown, index: number): Rectangle {
  const path = ['holes', index];
  const record = readRecord(value, path, ['left', 'top', 'right', 'bottom']);
  const side = (name: keyof Rectangle): number => readInteger(record[name], [...path, name]);
  return { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom') };
}
