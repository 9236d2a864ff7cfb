// What frost and snow do with a map or a layer once it is there.
import { highest, lowest } from './plasma';
import { levels, unitPair } from './unit';

/** Scales the part of a map that an image covers to 0 … 1, without gaps. */
export function cutMap(map: usize, mapSize: i32, target: usize, width: i32, height: i32): void {
  const low = f64x2.splat(lowest);
  const range = f64x2.splat(highest - lowest);
  for (let y = 0; y < height; y++) {
    const end = target + ((<usize>width) << 3);
    let from = map;
    for (let to = target; to < end; to += 16, from += 16) {
      v128.store(to, f64x2.div(f64x2.sub(v128.load(from), low), range));
    }
    target = end;
    map += (<usize>mapSize) << 3;
  }
}

/** The computed frost on an RGB image, of two maps of its size. */
export function frost(
  source: usize,
  target: usize,
  pixels: i32,
  crystals: usize,
  density: usize,
  imageWeight: f64,
  frostWeight: f64,
): void {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const full = f64x2.splat(255);
  const kept = f64x2.splat(imageWeight);
  const ice = f64x2.splat(frostWeight);
  for (const end = source + <usize>(3 * pixels); source < end; source += 6, target += 6) {
    const four = f64x2.mul(f64x2.splat(4), v128.load(crystals));
    const share = f64x2.sub(four, f64x2.floor(four));
    const folded = f64x2.abs(f64x2.sub(f64x2.mul(two, share), one));
    const ridge = f64x2.pmax(f64x2.sub(one, f64x2.mul(two, folded)), f64x2.splat(0));
    const amount = f64x2.add(f64x2.splat(0.25), f64x2.mul(f64x2.splat(0.45), ridge));
    const light = f64x2.mul(full, f64x2.add(f64x2.splat(0.3), f64x2.mul(v128.load(density), amount)));
    const red = f64x2.mul(light, f64x2.add(f64x2.splat(0.8), f64x2.mul(f64x2.splat(0.2), ridge)));
    const green = f64x2.mul(light, f64x2.add(f64x2.splat(0.92), f64x2.mul(f64x2.splat(0.08), ridge)));
    const pair = v128.load64_zero(source);
    const words = iced(
      i8x16.swizzle(pair, i8x16(0, -1, -1, -1, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      red,
      kept,
      ice,
    );
    const greens = iced(
      i8x16.swizzle(pair, i8x16(1, -1, -1, -1, 4, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      green,
      kept,
      ice,
    );
    const blues = iced(
      i8x16.swizzle(pair, i8x16(2, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      light,
      kept,
      ice,
    );
    const both = v128.or(v128.or(words, i32x4.shl(greens, 8)), i32x4.shl(blues, 16));
    v128.store64_lane(
      target,
      i8x16.swizzle(both, i8x16(0, 1, 2, 4, 5, 6, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      0,
    );
    crystals += 16;
    density += 16;
  }
}

// @inline
function iced(levels: v128, frost: v128, kept: v128, ice: v128): v128 {
  const value = f64x2.add(f64x2.mul(kept, f64x2.convert_low_i32x4_u(levels)), f64x2.mul(ice, frost));
  const clipped = f64x2.pmin(f64x2.pmax(value, f64x2.splat(0)), f64x2.splat(255));
  return i32x4.trunc_sat_f64x2_s_zero(clipped);
}

/** Normal noise to loc + scale · noise, in place. */
export function scaleNoise(values: usize, length: i32, loc: f64, scale: f64): void {
  const shift = f64x2.splat(loc);
  const factor = f64x2.splat(scale);
  for (const end = values + ((<usize>length) << 3); values < end; values += 16) {
    v128.store(values, f64x2.add(shift, f64x2.mul(factor, v128.load(values))));
  }
}

/**
 * Snow flakes: a layer zoomed and cut off below a threshold, as levels.
 *
 * @param rows per row: addresses of two rows relative to the layer (32 bits each), share of the second (64 bits)
 * @param columns the same per column
 */
export function flakes(
  layer: usize,
  target: usize,
  width: i32,
  height: i32,
  rows: usize,
  columns: usize,
  threshold: f64,
): void {
  const lastColumn = columns + ((<usize>width) << 4);
  for (const lastRow = rows + ((<usize>height) << 4); rows < lastRow; rows += 16) {
    const upper = layer + <usize>load<u32>(rows);
    const lower = layer + <usize>load<u32>(rows, 4);
    const lowerShare = load<f64>(rows, 8);
    const upperShare = 1 - lowerShare;
    for (let column = columns; column < lastColumn; column += 16) {
      const left = <usize>load<u32>(column);
      const right = <usize>load<u32>(column, 4);
      const rightShare = load<f64>(column, 8);
      const leftShare = 1 - rightShare;
      const value =
        load<f64>(upper + left) * upperShare * leftShare +
        load<f64>(upper + right) * upperShare * rightShare +
        load<f64>(lower + left) * lowerShare * leftShare +
        load<f64>(lower + right) * lowerShare * rightShare;
      const level = value <= 0 ? 0 : value >= 1 ? 255 : <i32>(value * 255);
      store<u8>(target++, value >= threshold ? level : 0);
    }
  }
}

/** Whitens an RGB image and adds the layer of snow and the same turned by half; four pixels at a time. */
export function snow(source: usize, target: usize, layer: usize, pixels: i32, mix: f64): void {
  const kept = f32x4.splat(<f32>mix);
  const rest = f32x4.splat(<f32>(1 - mix));
  let turned = layer + pixels - 2;
  for (const end = layer + pixels; layer < end; layer += 4, turned -= 4, source += 12, target += 12) {
    const bytes = v128.load(source);
    const red = unitsOf(
      i8x16.swizzle(bytes, i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1)),
    );
    const green = unitsOf(
      i8x16.swizzle(bytes, i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1)),
    );
    const blue = unitsOf(
      i8x16.swizzle(bytes, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1)),
    );
    const blueLuma = f32x4.mul(blue, f32x4.splat(0.114));
    const luma = addProduct(red, 0.299, addProduct(green, 0.587, blueLuma));
    const white = f32x4.add(f32x4.mul(luma, f32x4.splat(1.5)), f32x4.splat(0.5));
    const flakes = unitPair(layer);
    const flakes2 = unitPair(layer + 2);
    const others = upperHalfFirst(unitPair(turned));
    const others2 = upperHalfFirst(unitPair(turned - 2));
    const reds = snowed(red, white, kept, rest, flakes, flakes2, others, others2);
    const greens = snowed(green, white, kept, rest, flakes, flakes2, others, others2);
    const blues = snowed(blue, white, kept, rest, flakes, flakes2, others, others2);
    const words = v128.or(v128.or(reds, i32x4.shl(greens, 8)), i32x4.shl(blues, 16));
    v128.store(target, i8x16.swizzle(words, i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1)));
  }
}

// @inline
function upperHalfFirst(values: v128): v128 {
  return i64x2.shuffle(values, values, 1, 0);
}

// @inline
function unitsOf(levels: v128): v128 {
  return f32x4.div(f32x4.convert_i32x4_s(levels), f32x4.splat(255));
}

/** Products that are added before they are rounded to single precision. */
// @inline
function addProduct(values: v128, share: f32, sum: v128): v128 {
  const factor = f64x2.splat(<f64>share);
  const first = f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(values), factor), f64x2.promote_low_f32x4(sum));
  const second = f64x2.add(
    f64x2.mul(f64x2.promote_low_f32x4(upperHalfFirst(values)), factor),
    f64x2.promote_low_f32x4(upperHalfFirst(sum)),
  );
  return i64x2.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
}

/** A channel of four pixels with snow, as numbers of 32 bits. */
// @inline
function snowed(
  value: v128,
  white: v128,
  kept: v128,
  rest: v128,
  flakes: v128,
  flakes2: v128,
  others: v128,
  others2: v128,
): v128 {
  const whitened = f32x4.add(f32x4.mul(kept, value), f32x4.mul(rest, f32x4.pmax(value, white)));
  const first = f64x2.add(f64x2.add(f64x2.promote_low_f32x4(whitened), flakes), others);
  const second = f64x2.add(f64x2.add(f64x2.promote_low_f32x4(upperHalfFirst(whitened)), flakes2), others2);
  return i32x4.shuffle(levels(first), levels(second), 0, 1, 4, 5);
}
