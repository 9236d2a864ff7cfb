// brightness and saturate: scikit-image's rgb2hsv and hsv2rgb operation by operation, two pixels at a time.
import { UNITS } from './memory';
import { levels } from './unit';

/** Values of a channel of two pixels. */
// @inline
function channelPair(source: usize): v128 {
  const first = UNITS + ((<usize>load<u8>(source)) << 3);
  const second = UNITS + ((<usize>load<u8>(source, 3)) << 3);
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

// @inline
function clip(values: v128): v128 {
  return f64x2.pmin(f64x2.pmax(values, f64x2.splat(0)), f64x2.splat(1));
}

/** Two pixels as words. */
// @inline
function changed(source: usize, factor: v128, shift: v128, lift: v128): v128 {
  const red = channelPair(source);
  const green = channelPair(source + 1);
  const blue = channelPair(source + 2);
  const one = f64x2.splat(1);
  const six = f64x2.splat(6);
  const top = f64x2.pmax(f64x2.pmax(red, green), blue);
  const delta = f64x2.sub(top, f64x2.pmin(f64x2.pmin(red, green), blue));
  const isBlue = f64x2.eq(blue, top);
  const isGreen = f64x2.eq(green, top);
  const isColoured = f64x2.ne(delta, f64x2.splat(0));
  const difference = v128.bitselect(
    f64x2.sub(red, green),
    v128.bitselect(f64x2.sub(blue, red), f64x2.sub(green, blue), isGreen),
    isBlue,
  );
  const start = v128.bitselect(f64x2.splat(4), v128.and(f64x2.splat(2), isGreen), isBlue);
  const turn = f64x2.div(f64x2.add(start, f64x2.div(difference, delta)), six);
  const wrapped = f64x2.add(turn, v128.and(one, f64x2.lt(turn, f64x2.splat(0))));
  const hue = f64x2.mul(v128.and(wrapped, isColoured), six);
  const saturation = clip(f64x2.add(f64x2.mul(v128.and(f64x2.div(delta, top), isColoured), factor), shift));
  const value = clip(f64x2.add(top, lift));

  const sector = f64x2.floor(hue);
  const fraction = f64x2.sub(hue, sector);
  const low = f64x2.mul(value, f64x2.sub(one, saturation));
  const falling = f64x2.mul(value, f64x2.sub(one, f64x2.mul(fraction, saturation)));
  const rising = f64x2.mul(value, f64x2.sub(one, f64x2.mul(f64x2.sub(one, fraction), saturation)));
  const is1 = f64x2.eq(sector, one);
  const is2 = f64x2.eq(sector, f64x2.splat(2));
  const is3 = f64x2.eq(sector, f64x2.splat(3));
  const is4 = f64x2.eq(sector, f64x2.splat(4));
  const is5 = f64x2.eq(sector, f64x2.splat(5));
  let r = v128.bitselect(falling, value, is1);
  r = v128.bitselect(low, r, v128.or(is2, is3));
  r = v128.bitselect(rising, r, is4);
  let g = v128.bitselect(value, rising, v128.or(is1, is2));
  g = v128.bitselect(falling, g, is3);
  g = v128.bitselect(low, g, v128.or(is4, is5));
  let b = v128.bitselect(rising, low, is2);
  b = v128.bitselect(value, b, v128.or(is3, is4));
  b = v128.bitselect(falling, b, is5);
  return v128.or(v128.or(levels(r), i32x4.shl(levels(g), 8)), i32x4.shl(levels(b), 16));
}

/** Saturation times `factor` plus `shift`, value plus `lift`, both cut off at 0 and 1. */
export function hsv(source: usize, target: usize, pixels: i32, factor: f64, shift: f64, lift: f64): void {
  const factors = f64x2.splat(factor);
  const shifts = f64x2.splat(shift);
  const lifts = f64x2.splat(lift);
  for (const end = source + <usize>(3 * pixels); source < end; source += 6, target += 6) {
    const both = changed(source, factors, shifts, lifts);
    v128.store64_lane(
      target,
      i8x16.swizzle(both, i8x16(0, 1, 2, 4, 5, 6, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      0,
    );
  }
}
