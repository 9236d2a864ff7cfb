import type { Kernels } from './kernels.js';

/** Bytes that the last pixel of a row is written beyond its end. */
const overrun = 4;

/**
 * The taps of every output position of a resize: where they start, how many they are, and their weights in 22-bit fixed
 * point, `stride` places for each position.
 *
 * @example
 * ```ts
 * import type { ResampleTaps } from '@augmix/kernels';
 * const half = 2 ** 21;
 * const pairs: ResampleTaps = {
 *   starts: Int32Array.of(0, 2),
 *   counts: Int32Array.of(2, 2),
 *   weights: Int32Array.of(half, half, half, half),
 *   stride: 2,
 * };
 * pairs.starts.length; // => 2
 * ```
 */
export interface ResampleTaps {
  starts: Int32Array;
  counts: Int32Array;
  weights: Int32Array;
  stride: number;
}

/**
 * A stretch of rows in a larger image.
 *
 * @example
 * ```ts
 * import type { ImageRows } from '@augmix/kernels';
 * const lower: ImageRows = { data: new Uint8Array(32), start: 16, row: 8, rows: 2, pixels: 2, channels: 4 };
 * ```
 */
export interface ImageRows {
  data: Uint8Array;
  /** Place of the first value. */
  start: number;
  /** Values from one row to the next. */
  row: number;
  rows: number;
  /** Pixels of a row. */
  pixels: number;
  channels: number;
}

/**
 * Resizes rows across, then down, with the taps of each direction, as Pillow does: weighted sums of bytes, rounded to a byte
 * after each direction. A direction without taps keeps its length.
 *
 * @param out receives the result, `[down positions or rows, across positions or pixels, channels]`
 * @returns false, having done nothing, for more than four channels
 * @example
 * ```ts
 * import { kernels, resampleImage } from '@augmix/kernels';
 * const half = 2 ** 21;
 * const pair = { starts: Int32Array.of(0), counts: Int32Array.of(2), weights: Int32Array.of(half, half), stride: 2 };
 * const image = { data: Uint8Array.of(10, 20, 30, 40), start: 0, row: 2, rows: 2, pixels: 2, channels: 1 };
 * const out = new Uint8Array(1);
 * resampleImage(kernels()!, image, { across: pair, down: pair }, out); // => true
 * out[0]; // => 25
 * ```
 */
export function resampleImage(
  kernels: Kernels,
  { data, start, row, rows, pixels, channels }: ImageRows,
  { across, down }: { across?: ResampleTaps; down?: ResampleTaps },
  out: Uint8Array,
): boolean {
  if (channels > 4) return false;
  const bottom = kernels.allocate(0);
  let rowBytes = pixels * channels;
  let length = rowBytes;
  let source = kernels.allocate(rows * rowBytes);
  for (let y = 0; y < rows; y++) {
    const from = start + y * row;
    kernels.bytes.set(data.subarray(from, from + rowBytes), source + y * rowBytes);
  }
  if (across) {
    length = across.starts.length * channels;
    const targetRow = length + overrun;
    const target = kernels.allocate(rows * targetRow);
    const taps = placeTaps(kernels, across, channels);
    kernels.resampleAcross(source, rowBytes, rows, target, targetRow, channels, taps);
    source = target;
    rowBytes = targetRow;
  }
  if (down) {
    const target = kernels.allocate(down.starts.length * length);
    kernels.resampleDown(source, rowBytes, length, target, placeTaps(kernels, down, 1));
    source = target;
    rowBytes = length;
  }
  for (let to = 0; to < out.length; to += length, source += rowBytes) {
    out.set(kernels.bytes.subarray(source, source + length), to);
  }
  kernels.release(bottom);
  return true;
}

/** Addresses of taps in the module's memory. */
export interface PlacedTaps {
  starts: number;
  counts: number;
  weights: number;
  stride: number;
  positions: number;
}

/** Copies taps into the module's memory; starts are multiplied by `unit`. */
function placeTaps(
  kernels: Kernels,
  { starts, counts, weights, stride }: ResampleTaps,
  unit: number,
): PlacedTaps {
  const place = (values: Int32Array): number => {
    const address = kernels.allocate(4 * values.length);
    kernels.words.set(values, address >> 2);
    return address;
  };
  const scaled = unit === 1 ? starts : starts.map((start) => start * unit);
  return {
    starts: place(scaled),
    counts: place(counts),
    weights: place(weights),
    stride,
    positions: starts.length,
  };
}
