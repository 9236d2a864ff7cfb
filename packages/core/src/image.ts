import { AugmixError } from './errors.js';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** An 8-bit image: `data` is `[height, width, channels]` in row-major order, RGB when there are three channels. */
export interface Image extends Size {
  data: Uint8Array;
  /** At least 1. */
  channels: number;
}

/**
 * Makes an image, black unless data is given; the data is used, not copied.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a side or the channel count is not a positive integer, or when the data
 * has another length than `width * height * channels`.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * createImage(4, 2, 3).data.length; // => 24
 * ```
 */
export function createImage(width: number, height: number, channels: number, data?: Uint8Array): Image {
  for (const [name, value] of Object.entries({ width, height, channels })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new AugmixError('INVALID_ARGUMENT', `image ${name} is ${value}`, {
        expected: 'a positive integer',
      });
    }
  }
  const length = width * height * channels;
  if (data && data.length !== length) {
    throw new AugmixError('INVALID_ARGUMENT', `image data has ${data.length} bytes`, {
      expected: `${length} (${width}×${height}×${channels})`,
    });
  }
  return { data: data ?? new Uint8Array(length), width, height, channels };
}

/**
 * True when both images have the same size, channel count and bytes.
 *
 * @example
 * ```ts
 * import { createImage, imagesEqual } from '@augmix/core';
 * imagesEqual(createImage(2, 1, 3), createImage(2, 1, 3)); // => true
 * imagesEqual(createImage(2, 1, 3), createImage(1, 2, 3)); // => false
 * ```
 */
export function imagesEqual(a: Image, b: Image): boolean {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return false;
  return a.data.every((value, index) => value === b.data[index]);
}

/** How 8-bit values become floats: `(value / 255 − mean) / std`, per channel; a single entry serves every channel. */
export interface Normalization {
  mean: readonly number[];
  std: readonly number[];
}
