import type { Image, Size } from '@augmix/core';

// Pillow's antialiased bilinear resize: a triangle that widens with the scale when an image shrinks, weights in 22-bit
// fixed point, across first, then down, rounded to 8 bits in between.

/** An enumeration, because bundlers write its values into the code, but make of constants variables, which are slower. */
const enum Weight {
  bits = 22,
  half = 1 << (bits - 1),
}

// Looked up once: in a sandboxed realm, such as a test runner's, every look-up of a global is slow.
const { abs, ceil, imul, max, min, trunc } = Math;

/** A rectangle of pixels of an image. */
export interface Region extends Size {
  x: number;
  y: number;
}

/** The taps of every output position: where they start, how many they are, and their weights, `stride` places for each. */
interface Taps {
  starts: Int32Array;
  counts: Int32Array;
  weights: Int32Array;
  stride: number;
}

function triangleTaps(inputSize: number, outputSize: number): Taps {
  const scale = inputSize / outputSize;
  const support = max(scale, 1);
  const perPixel = 1 / support;
  // As many as can be, and room to take them four at a time.
  const stride = ceil(support) * 2 + 4;
  const starts = new Int32Array(outputSize);
  const counts = new Int32Array(outputSize);
  const weights = new Int32Array(outputSize * stride);
  const shares = new Float64Array(stride);
  for (let position = 0; position < outputSize; position++) {
    const center = (position + 0.5) * scale;
    const start = max(trunc(center - support + 0.5), 0);
    const count = min(trunc(center + support + 0.5), inputSize) - start;
    let total = 0;
    for (let tap = 0; tap < count; tap++) {
      const distance = abs((tap + start - center + 0.5) * perPixel);
      shares[tap] = distance < 1 ? 1 - distance : 0;
      total += shares[tap];
    }
    for (let tap = 0; tap < count; tap++) {
      weights[position * stride + tap] = 0.5 + (shares[tap] / total) * 2 ** Weight.bits;
    }
    starts[position] = start;
    counts[position] = count;
  }
  return { starts, counts, weights, stride };
}

/** The level of a sum that began with a half. With millions of taps the rounded weights can add up to more than one. */
function toLevel(sum: number): number {
  const level = sum >> Weight.bits;
  return level > 255 ? 255 : level;
}

/** Where a pass reads: the place of its first value, and the values from one row to the next. */
interface Source {
  data: Uint8Array;
  start: number;
  row: number;
}

/** Resizes `rows` rows of pixels of `channels` values. */
function resizeAcross(source: Source, rows: number, taps: Taps, channels: number, result: Uint8Array): void {
  const length = taps.starts.length * channels;
  for (let y = 0; y < rows; y++) {
    const start = source.start + y * source.row;
    if (channels === 3) resizeColours(source.data, start, taps, result, y * length);
    else resizeRow(source.data, start, taps, channels, result, y * length);
  }
}

function resizeRow(
  data: Uint8Array,
  start: number,
  { starts, counts, weights, stride }: Taps,
  channels: number,
  result: Uint8Array,
  to: number,
): void {
  for (let position = 0; position < starts.length; position++) {
    const first = start + starts[position] * channels;
    const weight = position * stride;
    const end = weight + counts[position];
    for (let channel = 0; channel < channels; channel++) {
      let sum: number = Weight.half;
      for (let tap = weight, at = first + channel; tap < end; tap++, at += channels) {
        sum = (sum + imul(data[at], weights[tap])) | 0;
      }
      result[to++] = toLevel(sum);
    }
  }
}

/** {@link resizeRow} of three channels at once. */
function resizeColours(
  data: Uint8Array,
  start: number,
  { starts, counts, weights, stride }: Taps,
  result: Uint8Array,
  to: number,
): void {
  for (let position = 0; position < starts.length; position++, to += 3) {
    const weight = position * stride;
    const end = weight + counts[position];
    let red: number = Weight.half;
    let green: number = Weight.half;
    let blue: number = Weight.half;
    for (let tap = weight, at = start + 3 * starts[position]; tap < end; tap++, at += 3) {
      const share = weights[tap];
      red = (red + imul(data[at], share)) | 0;
      green = (green + imul(data[at + 1], share)) | 0;
      blue = (blue + imul(data[at + 2], share)) | 0;
    }
    result[to] = toLevel(red);
    result[to + 1] = toLevel(green);
    result[to + 2] = toLevel(blue);
  }
}

/** Resizes columns, whole rows of `length` values at a time so that memory is read in order. */
function resizeDown(
  { data, start, row }: Source,
  length: number,
  { starts, counts, weights, stride }: Taps,
  result: Uint8Array,
): void {
  const sums = new Int32Array(length);
  for (let position = 0, to = 0; position < starts.length; position++, to += length) {
    const first = start + starts[position] * row;
    const last = first + (counts[position] - 1) * row;
    sums.fill(Weight.half);
    // Four rows at a time; what goes beyond the last one has no weight.
    for (let tap = 0; tap < counts[position]; tap += 4) {
      const at = first + tap * row;
      const rows = [at, min(at + row, last), min(at + 2 * row, last), min(at + 3 * row, last)];
      addRows(data, rows, weights, position * stride + tap, sums);
    }
    for (let x = 0; x < length; x++) result[to + x] = toLevel(sums[x]);
  }
}

function addRows(
  data: Uint8Array,
  [a, b, c, d]: readonly number[],
  weights: Int32Array,
  weight: number,
  sums: Int32Array,
): void {
  const [shareA, shareB, shareC, shareD] = weights.subarray(weight, weight + 4);
  for (let x = 0; x < sums.length; x++) {
    const upper = imul(data[a + x], shareA) + imul(data[b + x], shareB);
    const lower = imul(data[c + x], shareC) + imul(data[d + x], shareD);
    sums[x] = (sums[x] + upper + lower) | 0;
  }
}

/** Pillow's `crop(region).resize(size, BILINEAR)` into `target`; a side that keeps its length is copied. */
export function resample({ data, width, channels }: Image, region: Region, target: Image): void {
  const row = width * channels;
  const whole: Source = { data, start: region.y * row + region.x * channels, row };
  const length = target.width * channels;
  const across = target.width === region.width ? undefined : triangleTaps(region.width, target.width);
  const down = target.height === region.height ? undefined : triangleTaps(region.height, target.height);
  if (!down) {
    if (across) resizeAcross(whole, region.height, across, channels, target.data);
    else for (let y = 0; y < region.height; y++) copyRow(whole, y, length, target.data);
    return;
  }
  if (!across) return resizeDown(whole, length, down, target.data);
  const between = new Uint8Array(region.height * length);
  resizeAcross(whole, region.height, across, channels, between);
  resizeDown({ data: between, start: 0, row: length }, length, down, target.data);
}

function copyRow({ data, start, row }: Source, y: number, length: number, result: Uint8Array): void {
  const from = start + y * row;
  result.set(data.subarray(from, from + length), y * length);
}
