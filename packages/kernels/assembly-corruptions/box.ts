// Pillow's resize with its box filter: src/internal/box-resize.ts of @augmix/corruptions.
const bits = 22;

// @inline
function weightedBytes(sum: v128, weight: v128): v128 {
  const level = i32x4.shr_s(i32x4.add(i32x4.mul(sum, weight), i32x4.splat(1 << (bits - 1))), bits);
  const words = i16x8.narrow_i32x4_s(level, level);
  return i8x16.narrow_i16x8_u(words, words);
}

/**
 * Resizes rows of pixels of up to four channels, each pixel as a vector.
 *
 * @param taps per output position where its pixels start, in bytes, how many they are and their weight, 32 bits each
 */
export function boxAcross(
  source: usize,
  target: usize,
  rows: i32,
  inputRow: i32,
  outputWidth: i32,
  channels: i32,
  taps: usize,
): void {
  const lastTap = taps + <usize>(12 * outputWidth);
  for (; rows > 0; rows--) {
    for (let tap = taps; tap < lastTap; tap += 12) {
      let at = source + <usize>load<u32>(tap);
      const count = load<i32>(tap, 4);
      if (count === 1) {
        store<u32>(target, load<u32>(at));
      } else {
        let sum = i32x4.splat(0);
        for (const end = at + count * channels; at < end; at += channels) {
          sum = i32x4.add(sum, pixel(at));
        }
        v128.store32_lane(target, weightedBytes(sum, v128.load32_splat(tap + 8)), 0);
      }
      target += channels;
    }
    source += inputRow;
  }
}

// @inline
function pixel(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

/** Resizes columns. @param taps as above, but starts are those of rows */
export function boxDown(source: usize, target: usize, row: i32, outputHeight: i32, taps: usize): void {
  const lastTap = taps + <usize>(12 * outputHeight);
  for (let tap = taps; tap < lastTap; tap += 12) {
    const from = source + <usize>load<u32>(tap);
    const count = load<i32>(tap, 4);
    if (count === 1) memory.copy(target, from, row);
    else addRows(from, target, row, count, v128.load32_splat(tap + 8));
    target += row;
  }
}

function addRows(from: usize, target: usize, row: i32, count: i32, weight: v128): void {
  const end = from + row;
  for (; from < end; from += 8, target += 8) {
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    let at = from;
    for (let line = 0; line < count; line++, at += row) {
      const words = v128.load_ext<u8>(at);
      low = i32x4.add(low, i32x4.extend_low_i16x8_u(words));
      high = i32x4.add(high, i32x4.extend_high_i16x8_u(words));
    }
    const half = i32x4.splat(1 << (bits - 1));
    const words = i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.add(i32x4.mul(low, weight), half), bits),
      i32x4.shr_s(i32x4.add(i32x4.mul(high, weight), half), bits),
    );
    v128.store64_lane(target, i8x16.narrow_i16x8_u(words, words), 0);
  }
}
