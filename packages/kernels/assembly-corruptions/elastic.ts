// elastic_transform: an affine map in single precision, then displacements in double precision. Pixels are four numbers
// of single precision, those past the channels unused.
import { counter, setState, stateA, stateB, stateC } from './words';

/** Spreads an image into pixels of values from 0 to 1. */
export function elasticStart(source: usize, target: usize, pixels: i32, channels: i32): void {
  for (const end = target + ((<usize>pixels) << 4); target < end; target += 16, source += channels) {
    const levels = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(source)));
    v128.store(target, f32x4.div(f32x4.convert_i32x4_s(levels), f32x4.splat(255)));
  }
}

/** About the edge pixels (`d c b | a b c d | c b a`). */
// @inline
function mirrored(position: i32, length: i32): i32 {
  return <u32>position < <u32>length ? position : mirroredFar(position, length);
}

function mirroredFar(position: i32, length: i32): i32 {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const wrapped = ((position % period) + period) % period;
  return wrapped < length ? wrapped : period - wrapped;
}

/** About the edge (`d c b a | a b c d | d c b a`). */
// @inline
function reflected(position: i32, length: i32): i32 {
  return <u32>position < <u32>length ? position : reflectedFar(position, length);
}

function reflectedFar(position: i32, length: i32): i32 {
  const period = 2 * length;
  const wrapped = ((position % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}

// @inline
function pixel(source: usize, row: i32, column: i32): v128 {
  return v128.load(source + ((<usize>(row + column)) << 4));
}

/**
 * OpenCV's `warpAffine`.
 *
 * @param columns per column what it adds to x and y, 10 bits after the point, 32 bits each
 * @param rows the same per row, and half of 1/32
 */
export function warp(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  columns: usize,
  rows: usize,
): void {
  const lastColumn = columns + ((<usize>width) << 3);
  for (const lastRow = rows + ((<usize>height) << 3); rows < lastRow; rows += 8) {
    const rowX = load<i32>(rows);
    const rowY = load<i32>(rows, 4);
    for (let column = columns; column < lastColumn; column += 8, target += 16) {
      const x = (rowX + load<i32>(column)) >> 5;
      const y = (rowY + load<i32>(column, 4)) >> 5;
      const shareX = f32x4.splat(<f32>(x & 31) / 32);
      const shareY = f32x4.splat(<f32>(y & 31) / 32);
      const restX = f32x4.sub(f32x4.splat(1), shareX);
      const restY = f32x4.sub(f32x4.splat(1), shareY);
      const left = mirrored(x >> 5, width);
      const right = mirrored((x >> 5) + 1, width);
      const upper = mirrored(y >> 5, height) * width;
      const lower = mirrored((y >> 5) + 1, height) * width;
      let sum = f32x4.mul(pixel(source, upper, left), f32x4.mul(restY, restX));
      sum = f32x4.add(sum, f32x4.mul(pixel(source, upper, right), f32x4.mul(restY, shareX)));
      sum = f32x4.add(sum, f32x4.mul(pixel(source, lower, left), f32x4.mul(shareY, restX)));
      v128.store(target, f32x4.add(sum, f32x4.mul(pixel(source, lower, right), f32x4.mul(shareY, shareX))));
    }
  }
}

/** Uniform noise in [−1, 1), in doubles. */
export function fillSigned(target: usize, count: i32): void {
  let a = stateA;
  let b = stateB;
  let c = stateC;
  let n = counter;
  for (const end = target + ((<usize>count) << 3); target < end; target += 8) {
    const word = a + b + n++;
    a = b ^ (<i32>((<u32>b) >>> 9));
    b = c + (c << 3);
    c = rotl<i32>(c, 21) + word;
    store<f64>(target, 2 * (<f64>(<u32>word) * (1.0 / 4294967296.0)) - 1);
  }
  setState(a, b, c, n);
}

/** Smooth noise times `alpha`, rounded to single precision but still in doubles, in place. */
export function toDisplacements(values: usize, count: i32, alpha: f64): void {
  const factor = f64x2.splat(alpha);
  for (const end = values + ((<usize>count) << 3); values < end; values += 16) {
    const scaled = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(values), factor));
    v128.store(values, f64x2.promote_low_f32x4(scaled));
  }
}

/** Takes every pixel from a displaced place, by SciPy's linear interpolation, as levels. */
export function displace(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  dx: usize,
  dy: usize,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, dx += 8, dy += 8, target += channels) {
      const atX = <f64>x + load<f64>(dx);
      const atY = <f64>y + load<f64>(dy);
      const wholeX = floor<f64>(atX);
      const wholeY = floor<f64>(atY);
      const rightShare = f64x2.splat(atX - wholeX);
      const lowerShare = f64x2.splat(atY - wholeY);
      const leftShare = f64x2.sub(f64x2.splat(1), rightShare);
      const upperShare = f64x2.sub(f64x2.splat(1), lowerShare);
      const left = reflected(<i32>wholeX, width);
      const right = reflected(<i32>wholeX + 1, width);
      const upper = reflected(<i32>wholeY, height) * width;
      const lower = reflected(<i32>wholeY + 1, height) * width;
      const a = pixel(source, upper, left);
      const b = pixel(source, upper, right);
      const c = pixel(source, lower, left);
      const d = pixel(source, lower, right);
      const first = blended(a, b, c, d, upperShare, lowerShare, leftShare, rightShare);
      const second = blended(
        upperHalf(a),
        upperHalf(b),
        upperHalf(c),
        upperHalf(d),
        upperShare,
        lowerShare,
        leftShare,
        rightShare,
      );
      const value = i64x2.shuffle(first, second, 0, 2);
      const clipped = f32x4.pmin(f32x4.pmax(value, f32x4.splat(0)), f32x4.splat(1));
      const level = i32x4.trunc_sat_f32x4_s(f32x4.mul(clipped, f32x4.splat(255)));
      const words = i16x8.narrow_i32x4_s(level, level);
      v128.store32_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
    }
  }
}

// @inline
function upperHalf(values: v128): v128 {
  return i64x2.shuffle(values, values, 1, 0);
}

/** The first two channels of four neighbours, blended, in single precision. */
// @inline
function blended(
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  upperShare: v128,
  lowerShare: v128,
  leftShare: v128,
  rightShare: v128,
): v128 {
  let sum = f64x2.mul(f64x2.mul(f64x2.promote_low_f32x4(a), upperShare), leftShare);
  sum = f64x2.add(sum, f64x2.mul(f64x2.mul(f64x2.promote_low_f32x4(b), upperShare), rightShare));
  sum = f64x2.add(sum, f64x2.mul(f64x2.mul(f64x2.promote_low_f32x4(c), lowerShare), leftShare));
  sum = f64x2.add(sum, f64x2.mul(f64x2.mul(f64x2.promote_low_f32x4(d), lowerShare), rightShare));
  return f32x4.demote_f64x2_zero(sum);
}
