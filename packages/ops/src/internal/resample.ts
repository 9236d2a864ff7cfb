import type { Image, Size } from '@augmix/core';
import { kernels, resampleImage, type ImageRows } from '@augmix/kernels';
import { triangleTaps, type Taps } from './triangle-taps.js';

// Pillow's antialiased bilinear resize: a triangle that widens with the scale when an image shrinks, weights in 22-bit
// fixed point, across first, then down, rounded to 8 bits in between.

/** An enumeration, because bundlers write its values into the code, but make of constants variables, which are slower. */
const enum Weight {
  bits = 22,
  half = 1 << (bits - 1),
}

// Looked up once: in a sandboxed realm, such as a test runner's, every look-up of a global is slow.
const { imul, min } = Math;

/** A rectangle of pixels of an image. */
export interface Region extends Size {
  x: number;
  y: number;
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
      const isLast = tap + 4 >= counts[position];
      addRows(data, rows, weights, position * stride + tap, sums, isLast ? result : undefined, to);
    }
  }
}

/** Adds four rows to the sums; with `result` these are the last ones. */
function addRows(
  data: Uint8Array,
  [a, b, c, d]: readonly number[],
  weights: Int32Array,
  weight: number,
  sums: Int32Array,
  result: Uint8Array | undefined,
  to: number,
): void {
  const shareA = weights[weight];
  const shareB = weights[weight + 1];
  const shareC = weights[weight + 2];
  const shareD = weights[weight + 3];
  if (result) {
    for (let x = 0; x < sums.length; x++) {
      const upper = imul(data[a + x], shareA) + imul(data[b + x], shareB);
      const lower = imul(data[c + x], shareC) + imul(data[d + x], shareD);
      result[to + x] = toLevel((sums[x] + upper + lower) | 0);
    }
    return;
  }
  for (let x = 0; x < sums.length; x++) {
    const upper = imul(data[a + x], shareA) + imul(data[b + x], shareB);
    const lower = imul(data[c + x], shareC) + imul(data[d + x], shareD);
    sums[x] = (sums[x] + upper + lower) | 0;
  }
}

/**
 * Pillow's `crop(region).resize(size, BILINEAR).crop(window)` into `target`, which has the window's size. Nothing outside the
 * window is computed; a side that keeps its length is copied.
 */
export function resample(
  { data, width, channels }: Image,
  region: Region,
  size: Size,
  window: Region,
  target: Image,
): void {
  const row = width * channels;
  const isAcross = size.width !== region.width;
  const across = isAcross ? triangleTaps(region.width, size.width, window.x, window.width) : undefined;
  const isDown = size.height !== region.height;
  const down = isDown ? triangleTaps(region.height, size.height, window.y, window.height) : undefined;
  // What is read: the columns of the first pass and the rows of the second.
  const left = across ? across.starts[0] : window.x;
  const right = across ? lastOf(across) : left + window.width;
  const top = down ? down.starts[0] : window.y;
  const bottom = down ? lastOf(down) : top + window.height;
  startAt(across, left);
  startAt(down, top);
  const start = (region.y + top) * row + (region.x + left) * channels;
  const read = { data, start, row, rows: bottom - top, pixels: right - left, channels };
  const fast = kernels();
  if (fast && resampleImage(fast, read, { across, down }, target.data)) return;
  resampleRows(read, across, down, window, target);
}

/** Where the taps of the last position end. */
const lastOf = ({ starts, counts }: Taps): number => starts[starts.length - 1] + counts[counts.length - 1];

/** Counts the taps' starts from the first value that is read. */
function startAt(taps: Taps | undefined, first: number): void {
  taps?.starts.forEach((start, position) => (taps.starts[position] = start - first));
}

/** The readable form of `resampleImage`. */
function resampleRows(
  { data, start, row, rows, channels }: ImageRows,
  across: Taps | undefined,
  down: Taps | undefined,
  window: Region,
  target: Image,
): void {
  const length = window.width * channels;
  let source: Source = { data, start, row };
  if (across) {
    const result = down ? new Uint8Array(rows * length) : target.data;
    resizeAcross(source, rows, across, channels, result);
    source = { data: result, start: 0, row: length };
  }
  if (down) {
    resizeDown(source, length, down, target.data);
  } else if (!across) {
    for (let y = 0; y < window.height; y++) {
      const from = source.start + y * source.row;
      target.data.set(data.subarray(from, from + length), y * length);
    }
  }
}

/** All of an image. */
export const wholeOf = ({ width, height }: Size): Region => ({ x: 0, y: 0, width, height });
