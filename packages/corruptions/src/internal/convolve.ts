import type { Image } from '@augmix/core';
import type { KernelTap } from './disk.js';
import { mirror } from './mirror.js';
import { padImage } from './pad.js';
import { addAllScaled, addPairsScaled, setSum } from './row-sums.js';

/** Where a pixel is relative to itself. */
const origin = Int32Array.of(0);

/** The taps at a distance of `dy` rows: the one in the middle, if any, and the pairs about it with their positions. */
function pairsOfRow(taps: readonly KernelTap[], dy: number, reach: number, channels: number) {
  const row = taps.filter((tap) => tap.dy === dy);
  const pairs = row.filter(({ dx }) => dx > 0);
  return {
    middle: Float64Array.from(
      row.filter(({ dx }) => dx === 0),
      ({ weight }) => weight,
    ),
    left: Int32Array.from(pairs, ({ dx }) => (reach - dx) * channels),
    right: Int32Array.from(pairs, ({ dx }) => (reach + dx) * channels),
    weights: Float64Array.from(pairs, ({ weight }) => weight),
  };
}

/**
 * Correlates an image, mirrored about its edge pixels, with a kernel that is symmetric up and down and left and right;
 * the result is cut off at 255 and truncated. Rows that share their weights are added first, then pixels of a row.
 *
 * @param taps a quarter of the kernel: the weights with `dx ≥ 0` and `dy ≥ 0`, by rows
 */
export function convolveSymmetric(image: Image, taps: readonly KernelTap[]): Uint8Array {
  const { width, height, channels } = image;
  const reach = taps.reduce((most, { dx, dy }) => Math.max(most, dx, dy), 0);
  const row = width * channels;
  const center = reach * channels;
  const stride = row + 2 * center;
  const padded = new Float64Array(padImage(image, reach, mirror));
  const rows = Array.from({ length: reach + 1 }, (_, dy) => pairsOfRow(taps, dy, reach, channels));

  const folded = new Float64Array(stride);
  const values = new Float64Array(row);
  const result = new Uint8Array(image.data.length);
  for (let y = 0; y < height; y++) {
    values.fill(0);
    for (let dy = 0; dy <= reach; dy++) {
      const { middle, left, right, weights } = rows[dy];
      const upper = (y + reach - dy) * stride;
      const lower = (y + reach + dy) * stride;
      if (dy === 0) folded.set(padded.subarray(upper, upper + stride));
      else setSum(folded, padded, upper, lower);
      addAllScaled(values, folded, center, origin, middle);
      addPairsScaled(values, folded, left, right, weights);
    }
    for (let x = 0; x < row; x++) result[y * row + x] = values[x] > 255 ? 255 : values[x];
  }
  return result;
}
