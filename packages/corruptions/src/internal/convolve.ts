import type { Image } from '@augmix/core';
import type { KernelRun } from './disk.js';
import { mirror } from './mirror.js';
import { padImage } from './pad.js';
import { addDifference, addWeighted, setSum } from './row-sums.js';

/**
 * Correlates an image, mirrored about its edge pixels, with a kernel that is the same upside down, in double precision;
 * the result is cut off at 255 and truncated.
 *
 * A disk has few different weights, so values of equal weight are summed as whole numbers first: rows that mirror each
 * other are added, and a run is the difference of two running sums. Only then come the products with the weights.
 *
 * @param runs those with `dy ≥ 0`; those above mirror them
 */
export function convolveSymmetric(image: Image, runs: readonly KernelRun[]): Uint8Array {
  const { width, height, channels } = image;
  const reach = runs.reduce((most, { dy, end }) => Math.max(most, dy, end), 0);
  const row = width * channels;
  const stride = row + 2 * reach * channels;
  const sums = runningSums(padImage(image, reach, mirror), stride, channels);

  const weights = [...new Set(runs.map(({ weight }) => weight))];
  const totals = weights.map(() => new Int32Array(row));
  const folded = new Int32Array(stride + channels);
  const values = new Float64Array(row);
  const result = new Uint8Array(image.data.length);
  for (let y = 0; y < height; y++) {
    for (const total of totals) total.fill(0);
    for (let dy = 0; dy <= reach; dy++) {
      const upper = (y + reach - dy) * folded.length;
      const lower = (y + reach + dy) * folded.length;
      if (dy === 0) folded.set(sums.subarray(upper, upper + folded.length));
      else setSum(folded, sums, upper, lower);
      for (const { start, end, weight } of runs.filter((run) => run.dy === dy)) {
        const total = totals[weights.indexOf(weight)];
        addDifference(total, folded, (reach + start) * channels, (reach + end + 1) * channels);
      }
    }
    values.fill(0);
    totals.forEach((total, index) => addWeighted(values, total, weights[index]));
    for (let x = 0; x < row; x++) result[y * row + x] = values[x] > 255 ? 255 : values[x];
  }
  return result;
}

/** For every row and channel the sums of the first 0, 1, 2, … values. */
function runningSums(data: Uint8Array, stride: number, channels: number): Int32Array {
  const rows = data.length / stride;
  const sums = new Int32Array(rows * (stride + channels));
  let index = 0;
  for (let y = 0; y < rows; y++) {
    let target = y * (stride + channels) + channels;
    for (let x = 0; x < stride; x++, target++) sums[target] = sums[target - channels] + data[index++];
  }
  return sums;
}
