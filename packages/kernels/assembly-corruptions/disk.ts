// Correlation with the disk of defocus_blur, symmetric up and down and left and right.

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

/** Running sums along a row, a pixel longer: sums of what is to the left, modulo 2¹⁶. */
function runningSums(row: usize, target: usize, length: i32, channels: i32): void {
  const step = (<usize>channels) << 1;
  for (let channel = 0; channel < channels; channel++) {
    let sum: u32 = 0;
    let to = target + ((<usize>channel) << 1);
    const end = row + ((<usize>length) << 1);
    for (let at = row + ((<usize>channel) << 1); at < end; at += step, to += step) {
      store<u16>(to, <u16>sum);
      sum += load<u16>(at);
    }
    store<u16>(to, <u16>sum);
  }
}

/**
 * For kernels whose sums are exact in double precision in any order. Values of equal weight are added as 16-bit numbers,
 * rows of them as differences of running sums; of these sums there are few.
 *
 * @param padded the image with a border of `reach` pixels
 * @param classes per weight: itself (64 bits); how many numbers are added and how many taken away (32 bits each); where
 * these are, in bytes from a value's own place in the first folded row (32 bits each). Blocks are multiples of 8 bytes.
 * @param last where the classes end
 * @param scratch 2 · (reach + 1) rows of `folded` bytes: folded rows, then their running sums
 */
export function diskExact(
  padded: usize,
  target: usize,
  row: i32,
  height: i32,
  channels: i32,
  reach: i32,
  classes: usize,
  last: usize,
  scratch: usize,
  folded: usize,
): void {
  const stride = row + 2 * reach * channels;
  for (let y = 0; y < height; y++) {
    const middle = padded + (y + reach) * stride;
    for (let dy = 0; dy <= reach; dy++) {
      const to = scratch + <usize>dy * folded;
      fold(middle - dy * stride, middle + dy * stride, to, stride);
      runningSums(to, to + <usize>(reach + 1) * folded, stride, channels);
    }
    const end = target + row;
    let at = scratch;
    for (let to = target; to < end; to += 8, at += 16) {
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      let entry = classes;
      do {
        const weight = v128.load64_splat(entry);
        const taken = entry + 16 + ((<usize>load<u32>(entry, 8)) << 2);
        const next = taken + ((<usize>load<u32>(entry, 12)) << 2);
        let sum = i16x8.splat(0);
        for (entry += 16; entry < taken; entry += 4) {
          sum = i16x8.add(sum, v128.load(at + <usize>load<u32>(entry)));
        }
        for (; entry < next; entry += 4) {
          sum = i16x8.sub(sum, v128.load(at + <usize>load<u32>(entry)));
        }
        entry = (entry + 7) & ~7;
        const low = i32x4.extend_low_i16x8_u(sum);
        const high = i32x4.extend_high_i16x8_u(sum);
        a = f64x2.add(a, f64x2.mul(f64x2.convert_low_i32x4_s(low), weight));
        b = f64x2.add(b, f64x2.mul(f64x2.convert_low_i32x4_s(upper(low)), weight));
        c = f64x2.add(c, f64x2.mul(f64x2.convert_low_i32x4_s(high), weight));
        d = f64x2.add(d, f64x2.mul(f64x2.convert_low_i32x4_s(upper(high)), weight));
      } while (entry < last);
      storeLevels(to, a, b, c, d);
    }
    target = end;
  }
}

// @inline
function upper(values: v128): v128 {
  return i64x2.shuffle(values, values, 1, 0);
}

/** Eight values of at least 0, cut off at 255 and below the point. */
// @inline
function storeLevels(target: usize, a: v128, b: v128, c: v128, d: v128): void {
  const words = i16x8.narrow_i32x4_s(
    i32x4.shuffle(i32x4.trunc_sat_f64x2_s_zero(a), i32x4.trunc_sat_f64x2_s_zero(b), 0, 1, 4, 5),
    i32x4.shuffle(i32x4.trunc_sat_f64x2_s_zero(c), i32x4.trunc_sat_f64x2_s_zero(d), 0, 1, 4, 5),
  );
  v128.store64_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
}

/**
 * For all other kernels: sums in double precision in the order of the TypeScript form.
 *
 * @param taps in order: weight (64 bits), places of two numbers in the folded rows (32 bits each), which are the same
 * for a tap in the middle column
 * @param scratch reach + 1 folded rows of `folded` bytes, 16 bits a number
 */
export function diskOrdered(
  padded: usize,
  target: usize,
  row: i32,
  height: i32,
  channels: i32,
  reach: i32,
  taps: usize,
  last: usize,
  scratch: usize,
  folded: usize,
): void {
  const stride = row + 2 * reach * channels;
  for (let y = 0; y < height; y++) {
    const middle = padded + (y + reach) * stride;
    for (let dy = 0; dy <= reach; dy++) {
      fold(middle - dy * stride, middle + dy * stride, scratch + <usize>dy * folded, stride);
    }
    const end = target + row;
    let at = scratch;
    for (let to = target; to < end; to += 8, at += 16) {
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
        b = f64x2.add(b, f64x2.mul(f64x2.convert_low_i32x4_s(upper(low)), weight));
        c = f64x2.add(c, f64x2.mul(f64x2.convert_low_i32x4_s(high), weight));
        d = f64x2.add(d, f64x2.mul(f64x2.convert_low_i32x4_s(upper(high)), weight));
      }
      storeLevels(to, a, b, c, d);
    }
    target = end;
  }
}
