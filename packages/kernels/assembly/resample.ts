// Pillow's antialiased resize: weighted sums of bytes in 22-bit fixed point, rounded to a byte after each direction. Sums are
// of 32-bit integers, so their order does not matter.

const BITS: i32 = 22;
const HALF: i32 = 1 << (BITS - 1);

/** Four bytes as 32-bit numbers. */
// @inline
function fourBytes(address: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address)));
}

/** The sums of one pixel's channels as bytes, in the low 32 bits. */
// @inline
function toBytes(sums: v128): v128 {
  const levels = i32x4.shr_s(sums, BITS);
  const halves = i16x8.narrow_i32x4_s(levels, levels);
  return i8x16.narrow_i16x8_u(halves, halves);
}

/**
 * Resizes rows of pixels of up to four channels. Four rows at a time share every weight; a pixel's channels are the lanes,
 * and the lanes beyond them are overwritten by the next pixel: rows of the result need room for four bytes behind them.
 *
 * Per position of the result, `starts` has the address of its first pixel within a row, `counts` the number of its taps, and
 * `weights` room for `stride` of them.
 */
export function resampleAcross(
  source: usize,
  sourceRow: usize,
  rows: i32,
  target: usize,
  targetRow: usize,
  channels: usize,
  starts: usize,
  counts: usize,
  weights: usize,
  stride: usize,
  positions: i32,
): void {
  const half = i32x4.splat(HALF);
  for (let y = 0; y < rows; y += 4) {
    const left = rows - y - 1;
    // Where there are fewer rows, the last one is computed again.
    const first = source + <usize>y * sourceRow;
    const second = first + <usize>min(1, left) * sourceRow;
    const third = first + <usize>min(2, left) * sourceRow;
    const fourth = first + <usize>min(3, left) * sourceRow;
    const toFirst = target + <usize>y * targetRow;
    const toSecond = toFirst + <usize>min(1, left) * targetRow;
    const toThird = toFirst + <usize>min(2, left) * targetRow;
    const toFourth = toFirst + <usize>min(3, left) * targetRow;
    for (let position = 0; position < positions; position++) {
      let at = <usize>load<u32>(starts + ((<usize>position) << 2));
      let weight = weights + ((<usize>position * stride) << 2);
      const end = weight + ((<usize>load<u32>(counts + ((<usize>position) << 2))) << 2);
      let a = half;
      let b = half;
      let c = half;
      let d = half;
      do {
        const share = v128.load32_splat(weight);
        a = i32x4.add(a, i32x4.mul(share, fourBytes(first + at)));
        b = i32x4.add(b, i32x4.mul(share, fourBytes(second + at)));
        c = i32x4.add(c, i32x4.mul(share, fourBytes(third + at)));
        d = i32x4.add(d, i32x4.mul(share, fourBytes(fourth + at)));
        at += channels;
        weight += 4;
      } while (weight < end);
      const to = <usize>position * channels;
      v128.store32_lane(toFourth + to, toBytes(d), 0);
      v128.store32_lane(toThird + to, toBytes(c), 0);
      v128.store32_lane(toSecond + to, toBytes(b), 0);
      v128.store32_lane(toFirst + to, toBytes(a), 0);
    }
  }
}

/**
 * Resizes columns of `length` bytes, sixteen at a time, into rows without room between them. Arguments as above; `starts`
 * count rows.
 */
export function resampleDown(
  source: usize,
  sourceRow: usize,
  length: usize,
  target: usize,
  starts: usize,
  counts: usize,
  weights: usize,
  stride: usize,
  positions: i32,
): void {
  const half = i32x4.splat(HALF);
  for (let position = 0; position < positions; position++) {
    const first = source + <usize>load<u32>(starts + ((<usize>position) << 2)) * sourceRow;
    const firstWeight = weights + ((<usize>position * stride) << 2);
    const end = firstWeight + ((<usize>load<u32>(counts + ((<usize>position) << 2))) << 2);
    const to = target + <usize>position * length;
    for (let x: usize = 0; x < length; x += 16) {
      let at = first + x;
      let weight = firstWeight;
      let a = half;
      let b = half;
      let c = half;
      let d = half;
      do {
        const bytes = v128.load(at);
        const share = v128.load32_splat(weight);
        const low = i16x8.extend_low_i8x16_u(bytes);
        const high = i16x8.extend_high_i8x16_u(bytes);
        a = i32x4.add(a, i32x4.mul(share, i32x4.extend_low_i16x8_u(low)));
        b = i32x4.add(b, i32x4.mul(share, i32x4.extend_high_i16x8_u(low)));
        c = i32x4.add(c, i32x4.mul(share, i32x4.extend_low_i16x8_u(high)));
        d = i32x4.add(d, i32x4.mul(share, i32x4.extend_high_i16x8_u(high)));
        at += sourceRow;
        weight += 4;
      } while (weight < end);
      const left = i16x8.narrow_i32x4_s(i32x4.shr_s(a, BITS), i32x4.shr_s(b, BITS));
      const right = i16x8.narrow_i32x4_s(i32x4.shr_s(c, BITS), i32x4.shr_s(d, BITS));
      v128.store(to + x, i8x16.narrow_i16x8_u(left, right));
    }
  }
}
