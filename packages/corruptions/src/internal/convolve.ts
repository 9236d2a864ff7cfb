import type { Image } from '@augmix/core';
import type { KernelRun } from './disk.js';
import { mirror } from './mirror.js';
import { padImage } from './pad.js';

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
      addRows(sums, (y + reach - dy) * folded.length, (y + reach + dy) * folded.length, folded);
      for (const run of runs) {
        if (run.dy !== dy) continue;
        const total = totals[weights.indexOf(run.weight)];
        let start = (reach + run.start) * channels;
        let end = (reach + run.end + 1) * channels;
        for (let x = 0; x < row; x++) total[x] += folded[end++] - folded[start++];
      }
    }
    values.fill(0);
    totals.forEach((total, index) => {
      const weight = weights[index];
      for (let x = 0; x < row; x++) values[x] += total[x] * weight;
    });
    for (let x = 0; x < row; x++) result[y * row + x] = values[x] > 255 ? 255 : values[x];
  }
  return result;
}

/** The sum of two rows, or the row itself where both are the same. */
function addRows(rows: Int32Array, upper: number, lower: number, out: Int32Array): void {
  if (upper === lower) out.set(rows.subarray(upper, upper + out.length));
  else for (let x = 0; x < out.length; x++) out[x] = rows[upper++] + rows[lower++];
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
