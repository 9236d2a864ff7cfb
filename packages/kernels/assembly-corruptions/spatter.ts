// spatter: drops and splashes of a layer of noise, as src/spatter.ts and src/internal/spatter of @augmix/corruptions.
import { distanceStride } from './distance';

/** Values of a layer below the threshold become 0, the others levels, which wrap. */
export function drops(layer: usize, target: usize, length: i32, threshold: f64): void {
  const least = f64x2.splat(threshold);
  const end = target + length;
  do {
    const low = i32x4.shuffle(
      levels(v128.load(layer), least),
      levels(v128.load(layer, 16), least),
      0,
      1,
      4,
      5,
    );
    const words = i16x8.narrow_i32x4_s(low, low);
    v128.store32_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
    layer += 32;
    target += 4;
  } while (target < end);
}

// @inline
function levels(values: v128, least: v128): v128 {
  const kept = v128.andnot(values, f64x2.lt(values, least));
  return v128.and(i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(kept, f64x2.splat(255))), i32x4.splat(255));
}

/** 1 where a layer, cut off below the threshold, is above it; in place. */
export function splashes(layer: usize, length: i32, threshold: f64): void {
  for (const end = layer + ((<usize>length) << 3); layer < end; layer += 8) {
    const value = load<f64>(layer);
    store<f64>(layer, (value < threshold ? 0 : value) > threshold ? 1 : 0);
  }
}

// @inline
function mirrored(position: i32, length: i32): i32 {
  return length === 1
    ? 0
    : position < 0
      ? -position
      : position >= length
        ? 2 * length - 2 - position
        : position;
}

/**
 * Means of 3×3 distances, none above 20, without what follows the point.
 *
 * @param columns room for a row of doubles and two more
 */
export function nearness(distance: usize, target: usize, width: i32, height: i32, columns: usize): void {
  const rowBytes = (<usize>distanceStride(width)) << 2;
  const first = distance + 2 * rowBytes + 8;
  for (let y = 0; y < height; y++) {
    const row = first + rowBytes * y;
    const end = row + ((<usize>width) << 2);
    for (let at = row; at < end; at += 16) v128.store(at, f32x4.pmin(v128.load(at), f32x4.splat(20)));
    store<f32>(row - 4, load<f32>(row + ((<usize>mirrored(-1, width)) << 2)));
    store<f32>(end, load<f32>(row + ((<usize>mirrored(width, width)) << 2)));
  }
  const nine = f64x2.splat(9);
  for (let y = 0; y < height; y++) {
    const row = first + rowBytes * y - 4;
    const above = first + rowBytes * mirrored(y - 1, height) - 4;
    const below = first + rowBytes * mirrored(y + 1, height) - 4;
    for (let x: usize = 0; x < <usize>width + 2; x += 2) {
      const at = x << 2;
      v128.store(columns + (x << 3), f64x2.add(f64x2.add(two(above + at), two(row + at)), two(below + at)));
    }
    for (let x: usize = 0; x < <usize>width; x += 2) {
      const at = columns + (x << 3);
      const sum = f64x2.add(f64x2.add(v128.load(at), v128.load(at, 8)), v128.load(at, 16));
      const level = i32x4.trunc_sat_f32x4_s(f32x4.demote_f64x2_zero(f64x2.div(sum, nine)));
      const words = i16x8.narrow_i32x4_s(level, level);
      v128.store16_lane(target + x, i8x16.narrow_i16x8_u(words, words), 0);
    }
    target += width;
  }
}

// @inline
function two(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/**
 * OpenCV's `equalizeHist`, in place.
 *
 * @param scratch 256 counts of 32 bits and a table of 256 bytes
 */
export function equalize(data: usize, length: i32, scratch: usize): void {
  const table = scratch + 1024;
  memory.fill(scratch, 0, 1280);
  const end = data + length;
  for (let at = data; at < end; at++) {
    const count = scratch + ((<usize>load<u8>(at)) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  let level: usize = 0;
  while (load<u32>(scratch + (level << 2)) === 0) level++;
  const first = load<u32>(scratch + (level << 2));
  if (first === <u32>length) return;
  const scale = <f32>(255.0 / <f64>(<u32>length - first));
  let sum: u32 = 0;
  for (level++; level < 256; level++) {
    sum += load<u32>(scratch + (level << 2));
    store<u8>(table + level, <u8>nearest<f32>(<f32>(<f64>sum * <f64>scale)));
  }
  for (let at = data; at < end; at++) store<u8>(at, load<u8>(table + <usize>load<u8>(at)));
}

/** Correlation with a 3×3 kernel that lights relief from the upper left. @param padded with a border of one pixel */
export function emboss(padded: usize, target: usize, width: i32, height: i32): void {
  const stride = <usize>(width + 2);
  for (; height > 0; height--) {
    const end = target + width;
    let at = padded;
    for (let to = target; to < end; to += 8, at += 8) {
      const middle = at + stride;
      const below = middle + stride;
      const corners = i16x8.sub(v128.load_ext<u8>(below, 2), v128.load_ext<u8>(at));
      const sides = i16x8.sub(v128.load_ext<u8>(below, 1), v128.load_ext<u8>(at, 1));
      const row = i16x8.sub(
        i16x8.add(v128.load_ext<u8>(middle, 1), v128.load_ext<u8>(middle, 2)),
        v128.load_ext<u8>(middle),
      );
      const sum = i16x8.add(i16x8.add(i16x8.shl(corners, 1), sides), row);
      v128.store64_lane(to, i8x16.narrow_i16x8_u(sum, sum), 0);
    }
    target = end;
    padded += stride;
  }
}

/**
 * The liquid times the rounded means of 3×3 pixels of relief, 16 bits each; gives the largest.
 *
 * @param padded the relief with a border of one pixel
 */
export function light(padded: usize, liquid: usize, target: usize, width: i32, height: i32): i32 {
  const stride = <usize>(width + 2);
  let most: u32 = 0;
  for (; height > 0; height--) {
    const end = liquid + width;
    let at = padded;
    let to = target;
    for (let from = liquid; from < end; from += 8, at += 8, to += 16) {
      const middle = at + stride;
      const below = middle + stride;
      let sum = i16x8.add(
        i16x8.add(v128.load_ext<u8>(at), v128.load_ext<u8>(at, 1)),
        v128.load_ext<u8>(at, 2),
      );
      sum = i16x8.add(i16x8.add(sum, v128.load_ext<u8>(middle)), v128.load_ext<u8>(middle, 1));
      sum = i16x8.add(i16x8.add(sum, v128.load_ext<u8>(middle, 2)), v128.load_ext<u8>(below));
      sum = i16x8.add(i16x8.add(sum, v128.load_ext<u8>(below, 1)), v128.load_ext<u8>(below, 2));
      // ⌊(2 · sum + 9) / 18⌋ by a reciprocal of 16 bits, which is exact for sums this small.
      const doubled = i16x8.add(i16x8.shl(sum, 1), i16x8.splat(9));
      const reciprocal = i16x8.splat(3641);
      const mean = i16x8.narrow_i32x4_u(
        i32x4.shr_u(i32x4.extmul_low_i16x8_u(doubled, reciprocal), 16),
        i32x4.shr_u(i32x4.extmul_high_i16x8_u(doubled, reciprocal), 16),
      );
      v128.store(to, i16x8.mul(v128.load_ext<u8>(from), mean));
    }
    for (const last = target + ((<usize>width) << 1); target < last; target += 2) {
      most = max(most, <u32>load<u16>(target));
    }
    liquid = end;
    padded += stride;
  }
  return <i32>most;
}

/** Strengths of 16 bits as shares of the strongest, times the intensity, in single precision. */
export function waterShares(source: usize, target: usize, length: i32, strongest: i32, intensity: f64): void {
  const divisor = f32x4.splat(<f32>strongest);
  const full = f32x4.splat(<f32>intensity);
  for (const end = target + ((<usize>length) << 2); target < end; target += 16, source += 8) {
    const strength = f32x4.convert_i32x4_u(v128.load_ext<u16>(source));
    v128.store(target, f32x4.mul(f32x4.div(strength, divisor), full));
  }
}

/** Shares below 0.8 become 0, in place. */
export function mudShares(shares: usize, length: i32): void {
  const least = f32x4.splat(0.8);
  for (const end = shares + ((<usize>length) << 2); shares < end; shares += 16) {
    const values = v128.load(shares);
    v128.store(shares, v128.andnot(values, f32x4.lt(values, least)));
  }
}

/** Adds a colour to RGB by shares; what it covers of the image is taken away unless `isClear`. */
export function colour(
  source: usize,
  target: usize,
  shares: usize,
  pixels: i32,
  red: f64,
  green: f64,
  blue: f64,
  isClear: i32,
): void {
  let liquid = f32x4.splat(0);
  liquid = f32x4.replace_lane(liquid, 0, <f32>(red / 255));
  liquid = f32x4.replace_lane(liquid, 1, <f32>(green / 255));
  liquid = f32x4.replace_lane(liquid, 2, <f32>(blue / 255));
  const one = f32x4.splat(1);
  const full = f32x4.splat(255);
  const covering = isClear ? f32x4.splat(0) : one;
  for (const end = shares + ((<usize>pixels) << 2); shares < end; shares += 4, source += 3, target += 3) {
    const share = v128.load32_splat(shares);
    const levels = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(source)));
    const units = f32x4.div(f32x4.convert_i32x4_s(levels), full);
    const left = f32x4.sub(one, f32x4.mul(covering, share));
    const value = f32x4.add(f32x4.mul(units, left), f32x4.mul(share, liquid));
    const level = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.pmin(value, one), full));
    const words = i16x8.narrow_i32x4_s(level, level);
    v128.store32_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
  }
}
