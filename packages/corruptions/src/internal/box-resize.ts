import type { Image } from '@augmix/core';

// Pillow's resize with its box filter: 22-bit fixed-point weights, columns first, rounded to 8 bits in between.

/** An enumeration, because bundlers write its values into the code, but make of constants variables, which are slower. */
const enum Weight {
  bits = 22,
  half = 1 << (bits - 1),
}

/** For every output position where its taps start, how many they are, and the weight that all of them have. */
export interface Taps {
  starts: Int32Array;
  counts: Int32Array;
  weights: Int32Array;
}

/** Taps of one axis. */
export function boxTaps(inputSize: number, outputSize: number): Taps {
  const scale = inputSize / outputSize;
  const filterScale = Math.max(scale, 1);
  const support = 0.5 * filterScale;
  const starts = new Int32Array(outputSize);
  const counts = new Int32Array(outputSize);
  const weights = new Int32Array(outputSize);
  for (let position = 0; position < outputSize; position++) {
    const center = (position + 0.5) * scale;
    const end = Math.min(Math.trunc(center + support + 0.5), inputSize);
    for (let tap = Math.max(Math.trunc(center - support + 0.5), 0); tap < end; tap++) {
      const distance = (tap - center + 0.5) * (1 / filterScale);
      if (distance > -0.5 && distance <= 0.5 && counts[position]++ === 0) starts[position] = tap;
    }
    weights[position] = 0.5 + (1 / counts[position]) * 2 ** Weight.bits;
  }
  return { starts, counts, weights };
}

function weighted(sum: number, weight: number): number {
  const level = (Math.imul(sum, weight) + Weight.half) >> Weight.bits;
  return level > 255 ? 255 : level;
}

/** Resizes rows of pixels of `channels` values. */
function resizeAcross(data: Uint8Array, inputSize: number, outputSize: number, channels: number): Uint8Array {
  const taps = boxTaps(inputSize, outputSize);
  const row = inputSize * channels;
  const result = new Uint8Array((data.length / row) * outputSize * channels);
  for (let from = 0, to = 0; from < data.length; from += row, to += outputSize * channels) {
    if (channels === 3) resizeColours(data, from, result, to, taps);
    else resizeRow(data, from, result, to, taps, channels);
  }
  return result;
}

function resizeRow(
  data: Uint8Array,
  start: number,
  result: Uint8Array,
  to: number,
  { starts, counts, weights }: Taps,
  channels: number,
): void {
  for (let position = 0; position < starts.length; position++) {
    const first = start + starts[position] * channels;
    const end = first + counts[position] * channels;
    for (let from = first; from < first + channels; from++) {
      let sum = 0;
      for (let at = from; at < end; at += channels) sum += data[at];
      result[to++] = weighted(sum, weights[position]);
    }
  }
}

/** {@link resizeRow} of three channels at once. */
function resizeColours(
  data: Uint8Array,
  start: number,
  result: Uint8Array,
  to: number,
  { starts, counts, weights }: Taps,
): void {
  for (let position = 0; position < starts.length; position++, to += 3) {
    let at = start + 3 * starts[position];
    let red = data[at];
    let green = data[at + 1];
    let blue = data[at + 2];
    const count = counts[position];
    if (count > 1) {
      for (const end = at + 3 * count - 3; at < end;) {
        at += 3;
        red += data[at];
        green += data[at + 1];
        blue += data[at + 2];
      }
      const weight = weights[position];
      red = weighted(red, weight);
      green = weighted(green, weight);
      blue = weighted(blue, weight);
    }
    result[to] = red;
    result[to + 1] = green;
    result[to + 2] = blue;
  }
}

/** Resizes columns, whole rows of `row` values at a time so that memory is read in order. */
function resizeDown(data: Uint8Array, inputSize: number, outputSize: number, row: number): Uint8Array {
  const { starts, counts, weights } = boxTaps(inputSize, outputSize);
  const result = new Uint8Array(outputSize * row);
  const sums = new Int32Array(row);
  for (let position = 0; position < outputSize; position++) {
    const first = starts[position] * row;
    const target = position * row;
    if (counts[position] === 1) {
      result.set(data.subarray(first, first + row), target);
      continue;
    }
    sums.fill(0);
    for (let at = first; at < first + counts[position] * row; at += row) {
      for (let x = 0; x < row; x++) sums[x] += data[at + x];
    }
    const weight = weights[position];
    for (let x = 0; x < row; x++) result[target + x] = weighted(sums[x], weight);
  }
  return result;
}

/** Pillow's `resize((width, height), BOX)`; gives the image itself when it has this size. */
export function boxResize(image: Image, width: number, height: number): Image {
  const { channels } = image;
  let { data } = image;
  if (width !== image.width) data = resizeAcross(data, image.width, width, channels);
  if (height !== image.height) data = resizeDown(data, image.height, height, width * channels);
  return data === image.data ? image : { data, width, height, channels };
}
