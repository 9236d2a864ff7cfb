// Values from 0 to 1 in double precision, and levels.
import { UNITS } from './memory';

export function fillUnits(): void {
  for (let level = 0; level < 256; level++) store<f64>(UNITS + 8 * level, <f64>level / 255.0);
}

// @inline
export function unitAt(source: usize): f64 {
  return load<f64>(UNITS + ((<usize>load<u8>(source)) << 3));
}

/** Two levels, divided by 255. */
// @inline
export function unitPair(source: usize): v128 {
  const first = UNITS + ((<usize>load<u8>(source)) << 3);
  const second = UNITS + ((<usize>load<u8>(source, 1)) << 3);
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

/** Eight values of 0 … 1, clipped, times 255, cut off below the point. */
// @inline
export function storeUnits(target: usize, a: v128, b: v128, c: v128, d: v128): void {
  const low = i32x4.shuffle(levels(a), levels(b), 0, 1, 4, 5);
  const high = i32x4.shuffle(levels(c), levels(d), 0, 1, 4, 5);
  const words = i16x8.narrow_i32x4_s(low, high);
  v128.store64_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
}

/** Two values as numbers of 32 bits, the lower two. */
// @inline
export function levels(values: v128): v128 {
  const clipped = f64x2.pmin(f64x2.pmax(values, f64x2.splat(0)), f64x2.splat(1));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(clipped, f64x2.splat(255)));
}

/** An image as values from 0 to 1. */
export function toUnits(source: usize, target: usize, length: i32): void {
  const end = target + ((<usize>length) << 3);
  do {
    v128.store(target, unitPair(source));
    v128.store(target, unitPair(source + 2), 16);
    source += 4;
    target += 32;
  } while (target < end);
}
