// Correlation with the disk of defocus_blur, symmetric up and down and left and right.
import { countExact } from './exact';

/** Sum of two rows of bytes as 16-bit numbers; of one if both are the same. */
function fold(upper: usize, lower: usize, target: usize, length: i32): void {
  const end = target + ((<usize>length) << 1);
  if (upper === lower) {
    for (; target < end; target += 16, upper += 8) v128.store(target, v128.load_ext<u8>(upper));
    return;
  }
  for (; target < end; target += 16, upper += 8, lower += 8) {
    v128.store(target, i16x8.add(v128.load_ext<u8>(upper), v128.load_ext<u8>(lower)));
  }
}

/** The same of rows of 16-bit numbers. */
function foldWords(upper: usize, lower: usize, target: usize, bytes: usize): void {
  const end = target + bytes;
  if (upper === lower) {
    memory.copy(target, upper, bytes);
    return;
  }
  for (; target < end; target += 16, upper += 16, lower += 16) {
    v128.store(target, i16x8.add(v128.load(upper), v128.load(lower)));
  }
}

/** Running sums along a row of bytes, a pixel longer: sums of what is to the left, modulo 2¹⁶. */
function runningSums(row: usize, target: usize, length: i32, channels: i32): void {
  const end = row + length;
  for (let channel = 0; channel < channels; channel++) {
    let sum: u32 = 0;
    let to = target + ((<usize>channel) << 1);
    for (let at = row + channel; at < end; at += channels, to += (<usize>channels) << 1) {
      store<u16>(to, <u16>sum);
      sum += load<u8>(at);
    }
    store<u16>(to, <u16>sum);
  }
}

/**
 * Values of equal weight are added as 16-bit numbers, rows of them as differences of running sums; these sums are
 * weighted in single precision. Where the result is too near a whole number to be cut off, the values are added again in
 * double precision, in the order of the TypeScript form.
 *
 * @param padded the image with a border of `reach` pixels
 * @param classes per weight: itself (32 bits); how many numbers are added and how many taken away; where these are, in
 * bytes from a value's own place in the first folded row (all 32 bits)
 * @param lastClass where the classes end
 * @param taps in order: weight (64 bits), places of two numbers in the folded rows (32 bits each), which are the same for
 * a tap in the middle column
 * @param lastTap where the taps end
 * @param bound how far a sum in single precision may be off
 * @param scratch rows of `folded` bytes: reach + 1 folded rows, as many folded running sums, then height + 2 · reach rows
 * of running sums
 */
export function disk(
  padded: usize,
  target: usize,
  row: i32,
  height: i32,
  channels: i32,
  reach: i32,
  classes: usize,
  lastClass: usize,
  taps: usize,
  lastTap: usize,
  bound: f32,
  scratch: usize,
  folded: usize,
): void {
  const stride = row + 2 * reach * channels;
  const lower = f32x4.splat(bound);
  const upper = f32x4.splat(1 - bound);
  const zero = f32x4.splat(0);
  const half = <usize>(reach + 1) * folded;
  const sums = scratch + 2 * half;
  for (let y = 0; y < height + 2 * reach; y++) {
    runningSums(padded + y * stride, sums + <usize>y * folded, stride, channels);
  }
  for (let y = 0; y < height; y++) {
    const middle = padded + (y + reach) * stride;
    const middleSums = sums + <usize>(y + reach) * folded;
    for (let dy = 0; dy <= reach; dy++) {
      const to = scratch + <usize>dy * folded;
      fold(middle - dy * stride, middle + dy * stride, to, stride);
      foldWords(middleSums - <usize>dy * folded, middleSums + <usize>dy * folded, to + half, folded);
    }
    const end = target + row;
    let at = scratch;
    for (let to = target; to < end; to += 16, at += 32) {
      let a = zero;
      let b = zero;
      let c = zero;
      let d = zero;
      let entry = classes;
      do {
        const weight = v128.load32_splat(entry);
        const taken = entry + 12 + ((<usize>load<u32>(entry, 4)) << 2);
        const next = taken + ((<usize>load<u32>(entry, 8)) << 2);
        let left = i16x8.splat(0);
        let right = left;
        for (entry += 12; entry < taken; entry += 4) {
          const from = at + <usize>load<u32>(entry);
          left = i16x8.add(left, v128.load(from));
          right = i16x8.add(right, v128.load(from, 16));
        }
        for (; entry < next; entry += 4) {
          const from = at + <usize>load<u32>(entry);
          left = i16x8.sub(left, v128.load(from));
          right = i16x8.sub(right, v128.load(from, 16));
        }
        a = f32x4.add(a, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(left)), weight));
        b = f32x4.add(b, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(left)), weight));
        c = f32x4.add(c, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(right)), weight));
        d = f32x4.add(d, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(right)), weight));
      } while (entry < lastClass);
      if (v128.any_true(v128.or(isUnsure(a, lower, upper), isUnsure(b, lower, upper)))) {
        addOrdered(to, at, taps, lastTap);
      } else storeEight(to, a, b);
      if (v128.any_true(v128.or(isUnsure(c, lower, upper), isUnsure(d, lower, upper)))) {
        addOrdered(to + 8, at + 16, taps, lastTap);
      } else storeEight(to + 8, c, d);
    }
    target = end;
  }
}

/** Where sums are too near a whole number. Sums of zeros are exact. */
// @inline
function isUnsure(sums: v128, lower: v128, upper: v128): v128 {
  const share = f32x4.sub(sums, f32x4.floor(sums));
  return v128.and(v128.or(f32x4.lt(share, lower), f32x4.gt(share, upper)), f32x4.ne(sums, f32x4.splat(0)));
}

// @inline
function storeEight(target: usize, a: v128, b: v128): void {
  const words = i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b));
  v128.store64_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
}

/** Eight values in double precision. */
function addOrdered(target: usize, at: usize, taps: usize, last: usize): void {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  for (let tap = taps; tap < last; tap += 16) {
    const weight = v128.load64_splat(tap);
    const left = at + <usize>load<u32>(tap, 8);
    const right = at + <usize>load<u32>(tap, 12);
    // Sums of folded rows are whole numbers, added exactly before they are weighted.
    const sum = left === right ? v128.load(left) : i16x8.add(v128.load(left), v128.load(right));
    const low = i32x4.extend_low_i16x8_u(sum);
    const high = i32x4.extend_high_i16x8_u(sum);
    a = f64x2.add(a, f64x2.mul(f64x2.convert_low_i32x4_s(low), weight));
    b = f64x2.add(b, f64x2.mul(f64x2.convert_low_i32x4_s(upperHalf(low)), weight));
    c = f64x2.add(c, f64x2.mul(f64x2.convert_low_i32x4_s(high), weight));
    d = f64x2.add(d, f64x2.mul(f64x2.convert_low_i32x4_s(upperHalf(high)), weight));
  }
  const words = i16x8.narrow_i32x4_s(
    i32x4.shuffle(i32x4.trunc_sat_f64x2_s_zero(a), i32x4.trunc_sat_f64x2_s_zero(b), 0, 1, 4, 5),
    i32x4.shuffle(i32x4.trunc_sat_f64x2_s_zero(c), i32x4.trunc_sat_f64x2_s_zero(d), 0, 1, 4, 5),
  );
  v128.store64_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
  countExact(8);
}

// @inline
function upperHalf(values: v128): v128 {
  return i64x2.shuffle(values, values, 1, 0);
}
