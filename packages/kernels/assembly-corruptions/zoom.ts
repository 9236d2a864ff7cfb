// zoom_blur on pixels of four numbers, those past the channels unused.
import { unitAt } from './unit';

/**
 * Spreads an image into pixels of four doubles, its values rounded to single precision, and clears the sums.
 */
export function zoomStart(source: usize, pixels: usize, sums: usize, count: i32, channels: i32): void {
  for (; count > 0; count--) {
    for (let channel = 0; channel < channels; channel++) {
      store<f64>(pixels + ((<usize>channel) << 3), <f64>(<f32>unitAt(source + channel)));
    }
    v128.store(sums, f32x4.splat(0));
    source += channels;
    pixels += 32;
    sums += 16;
  }
}

/**
 * Adds a zoomed image to the sums.
 *
 * @param rows per row: addresses of two rows relative to the pixels (32 bits each), share of the second (64 bits)
 * @param columns the same per column
 * @param scratch room for two rows of pixels
 */
export function zoomAdd(
  pixels: usize,
  sums: usize,
  width: i32,
  height: i32,
  rows: usize,
  columns: usize,
  scratch: usize,
): void {
  const lastColumn = columns + ((<usize>width) << 4);
  const rowBytes = (<usize>width) << 5;
  // Columns go from left to right.
  const from = <usize>load<u32>(columns);
  const to = <usize>load<u32>(lastColumn - 12) + 32;
  const upperRow = scratch;
  const lowerRow = scratch + rowBytes;
  for (const lastRow = rows + ((<usize>height) << 4); rows < lastRow; rows += 16) {
    const share = load<f64>(rows, 8);
    scaleRow(pixels + <usize>load<u32>(rows), upperRow, from, to, 1 - share);
    scaleRow(pixels + <usize>load<u32>(rows, 4), lowerRow, from, to, share);
    let column = columns;
    do {
      const left = scratch + <usize>load<u32>(column);
      const right = scratch + <usize>load<u32>(column, 4);
      const rightShare = v128.load64_splat(column + 8);
      const leftShare = f64x2.sub(f64x2.splat(1), rightShare);
      const below = rowBytes;
      let first = f64x2.mul(v128.load(left), leftShare);
      let second = f64x2.mul(v128.load(left, 16), leftShare);
      first = f64x2.add(first, f64x2.mul(v128.load(right), rightShare));
      second = f64x2.add(second, f64x2.mul(v128.load(right, 16), rightShare));
      first = f64x2.add(first, f64x2.mul(v128.load(left + below), leftShare));
      second = f64x2.add(second, f64x2.mul(v128.load(left + below, 16), leftShare));
      first = f64x2.add(first, f64x2.mul(v128.load(right + below), rightShare));
      second = f64x2.add(second, f64x2.mul(v128.load(right + below, 16), rightShare));
      const both = i64x2.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
      v128.store(sums, f32x4.add(v128.load(sums), both));
      sums += 16;
      column += 16;
    } while (column < lastColumn);
  }
}

/** The part of a row that is needed, times a share. */
function scaleRow(source: usize, target: usize, from: usize, to: usize, share: f64): void {
  const factor = f64x2.splat(share);
  for (let at = from; at < to; at += 32) {
    v128.store(target + at, f64x2.mul(v128.load(source + at), factor));
    v128.store(target + at, f64x2.mul(v128.load(source + at, 16), factor), 16);
  }
}

/** The mean of the image and `divisor − 1` zoomed ones, as levels. */
export function zoomEnd(
  pixels: usize,
  sums: usize,
  target: usize,
  count: i32,
  channels: i32,
  divisor: i32,
): void {
  const divisors = f32x4.splat(<f32>divisor);
  for (; count > 0; count--) {
    const value = i64x2.shuffle(
      f32x4.demote_f64x2_zero(v128.load(pixels)),
      f32x4.demote_f64x2_zero(v128.load(pixels, 16)),
      0,
      2,
    );
    const mean = f32x4.div(f32x4.add(value, v128.load(sums)), divisors);
    const level = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.pmin(mean, f32x4.splat(1)), f32x4.splat(255)));
    const words = i16x8.narrow_i32x4_s(level, level);
    v128.store32_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
    pixels += 32;
    sums += 16;
    target += channels;
  }
}
