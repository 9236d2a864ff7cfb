import type { Image } from '@augmix/core';
import type { KernelTap } from './disk.js';
import { mirror } from './mirror.js';
import { padImage } from './pad.js';
import { addDifferencesScaled, setSum } from './row-sums.js';

/** Whether all sums of weights times levels are exact in double precision, so that their order does not matter. */
export function hasExactSums(taps: readonly KernelTap[]): boolean {
  return taps.every(({ weight }) => Number.isInteger(weight * 2 ** 40));
}

/**
 * A kernel as a sum of boxes one row high: where in the rows of running sums each starts and ends, and what it adds to
 * the weights inside.
 */
function boxesOf(taps: readonly KernelTap[], reach: number, stride: number, channels: number) {
  const side = reach + 2;
  const weights = new Float64Array(side * side);
  for (const { dx, dy, weight } of taps) weights[dy * side + dx] = weight;
  const cells = Array.from(weights, (weight, cell) => {
    const dx = cell % side;
    return { dx, dy: Math.floor(cell / side), step: weight - (dx > reach ? 0 : weights[cell + 1]) };
  });
  const boxes = cells.filter(({ step }) => step !== 0);
  return {
    starts: Int32Array.from(boxes, ({ dx, dy }) => dy * stride + (reach - dx) * channels),
    ends: Int32Array.from(boxes, ({ dx, dy }) => dy * stride + (reach + dx + 1) * channels),
    steps: Float64Array.from(boxes, ({ step }) => step),
  };
}

/** Running sums along the rows of a mirrored image, each row one pixel wider: sums of what is to the left. */
function runningSums(image: Image, reach: number, stride: number): Float64Array {
  const { channels } = image;
  const padded = padImage(image, reach, mirror);
  const rows = image.height + 2 * reach;
  const sums = new Float64Array(stride * rows);
  let from = 0;
  for (let y = 0; y < rows; y++) {
    const end = (y + 1) * stride;
    for (let at = y * stride + channels; at < end; at++) sums[at] = sums[at - channels] + padded[from++];
  }
  return sums;
}

/**
 * `convolveSymmetric` for kernels with exact sums: neighbours of a row often weigh the same, so a row of the kernel is a
 * few boxes, and the sum in a box is one difference of running sums.
 */
export function convolveExact(image: Image, taps: readonly KernelTap[]): Uint8Array {
  const { width, height, channels } = image;
  const reach = taps.reduce((most, { dx, dy }) => Math.max(most, dx, dy), 0);
  const row = width * channels;
  const stride = row + (2 * reach + 1) * channels;
  const sums = runningSums(image, reach, stride);
  const { starts, ends, steps } = boxesOf(taps, reach, stride, channels);

  const folded = new Float64Array(stride * (reach + 1));
  const foldedRows = Array.from({ length: reach + 1 }, (_, dy) =>
    folded.subarray(dy * stride, (dy + 1) * stride),
  );
  const values = new Float64Array(row);
  const result = new Uint8Array(image.data.length);
  for (let y = 0; y < height; y++) {
    const middle = (y + reach) * stride;
    foldedRows[0].set(sums.subarray(middle, middle + stride));
    for (let dy = 1; dy <= reach; dy++)
      setSum(foldedRows[dy], sums, middle - dy * stride, middle + dy * stride);
    values.fill(0);
    addDifferencesScaled(values, folded, ends, starts, steps);
    for (let x = 0; x < row; x++) result[y * row + x] = values[x] > 255 ? 255 : values[x];
  }
  return result;
}
