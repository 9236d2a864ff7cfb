// RGB to YCbCr and back in 16-bit fixed point, and colours halved and doubled both ways, as src/internal/jpeg of
// @augmix/corruptions does.
const half: i32 = 1 << 15;
const chromaOffset: i32 = (128 << 16) + half - 1;

const redToY: i32 = 19595;
const greenToY: i32 = 38470;
const blueToY: i32 = 7471;
const redToCb: i32 = 11059;
const greenToCb: i32 = 21709;
const greenToCr: i32 = 27439;
const blueToCr: i32 = 5329;
/** 65536 · (1.402 − 1), 65536 · (2 − 1.772), 65536 · 0.34414, 65536 · (1 − 0.71414) */
const crToRed: i32 = 91881 - 65536;
const cbToBlue: i32 = 116130 - 131072;
const cbToGreen: i32 = 22554;
const crToGreen: i32 = 46802 - 65536;

/** Two 16-bit factors, for pairs of values. */
// @inline
function factors(a: i32, b: i32): v128 {
  return i32x4.splat((b << 16) | (a & 0xffff));
}

// @inline
function bytes(first: v128, second: v128): v128 {
  const words = i16x8.narrow_i32x4_s(first, second);
  return i8x16.narrow_i16x8_u(words, words);
}

/** A row of pixels to a row of brightness and rows of both colours. */
export function splitRow(source: usize, width: i32, y: usize, cb: usize, cr: usize): void {
  const end = y + width;
  const redGreenToY = factors(redToY, greenToY >> 1);
  const greenBlueToY = factors(greenToY >> 1, blueToY);
  const redGreenToCb = factors(-redToCb, -greenToCb);
  const greenBlueToCr = factors(-greenToCr, -blueToCr);
  const rounding = i32x4.splat(half);
  const offset = i32x4.splat(chromaOffset);
  do {
    const first = v128.load(source);
    const second = v128.load(source, 12);
    // (red, green) and (green, blue) of four pixels, 16 bits each
    const rg0 = i8x16.swizzle(first, i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1));
    const gb0 = i8x16.swizzle(first, i8x16(1, -1, 2, -1, 4, -1, 5, -1, 7, -1, 8, -1, 10, -1, 11, -1));
    const rg1 = i8x16.swizzle(second, i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1));
    const gb1 = i8x16.swizzle(second, i8x16(1, -1, 2, -1, 4, -1, 5, -1, 7, -1, 8, -1, 10, -1, 11, -1));
    const y0 = i32x4.add(i32x4.dot_i16x8_s(rg0, redGreenToY), i32x4.dot_i16x8_s(gb0, greenBlueToY));
    const y1 = i32x4.add(i32x4.dot_i16x8_s(rg1, redGreenToY), i32x4.dot_i16x8_s(gb1, greenBlueToY));
    v128.store64_lane(
      y,
      bytes(i32x4.shr_u(i32x4.add(y0, rounding), 16), i32x4.shr_u(i32x4.add(y1, rounding), 16)),
      0,
    );
    const cb0 = i32x4.add(i32x4.dot_i16x8_s(rg0, redGreenToCb), i32x4.shl(i32x4.shr_u(gb0, 16), 15));
    const cb1 = i32x4.add(i32x4.dot_i16x8_s(rg1, redGreenToCb), i32x4.shl(i32x4.shr_u(gb1, 16), 15));
    v128.store64_lane(
      cb,
      bytes(i32x4.shr_u(i32x4.add(cb0, offset), 16), i32x4.shr_u(i32x4.add(cb1, offset), 16)),
      0,
    );
    const cr0 = i32x4.add(i32x4.dot_i16x8_s(gb0, greenBlueToCr), i32x4.shr_u(i32x4.shl(rg0, 16), 1));
    const cr1 = i32x4.add(i32x4.dot_i16x8_s(gb1, greenBlueToCr), i32x4.shr_u(i32x4.shl(rg1, 16), 1));
    v128.store64_lane(
      cr,
      bytes(i32x4.shr_u(i32x4.add(cr0, offset), 16), i32x4.shr_u(i32x4.add(cr1, offset), 16)),
      0,
    );
    source += 24;
    y += 8;
    cb += 8;
    cr += 8;
  } while (y < end);
}

/** Means of 2×2 values of two rows, rounded down and up in turns. */
export function downsampleRow(upper: usize, lower: usize, target: usize, stride: i32): void {
  const end = target + stride;
  const bias = i16x8(1, 2, 1, 2, 1, 2, 1, 2);
  do {
    const sum = i16x8.add(
      i16x8.extadd_pairwise_i8x16_u(v128.load(upper)),
      i16x8.extadd_pairwise_i8x16_u(v128.load(lower)),
    );
    const mean = i16x8.shr_u(i16x8.add(sum, bias), 2);
    v128.store64_lane(target, i8x16.narrow_i16x8_u(mean, mean), 0);
    upper += 16;
    lower += 16;
    target += 8;
  } while (target < end);
}

/**
 * A row of a plane doubled both ways, from the row and the next nearest one.
 *
 * @param sums room for the width and a number before and behind it, 16 bits each
 */
export function upsampleRow(near: usize, next: usize, width: i32, target: usize, sums: usize): void {
  if (width <= 2) {
    for (let x = 0; x < width; x++) {
      const value = load<u8>(near + x);
      store<u8>(target + 2 * x, value);
      store<u8>(target + 2 * x + 1, value);
    }
    return;
  }
  const first = sums + 2;
  const end = first + ((<usize>width) << 1);
  for (let at = first; at < end; at += 16, near += 8, next += 8) {
    const value = v128.load_ext<u8>(near);
    v128.store(at, i16x8.add(i16x8.add(value, i16x8.shl(value, 1)), v128.load_ext<u8>(next)));
  }
  store<u16>(sums, load<u16>(first));
  store<u16>(end, load<u16>(end - 2));
  for (let at = first; at < end; at += 16, target += 16) {
    const here = v128.load(at);
    const triple = i16x8.add(here, i16x8.shl(here, 1));
    const even = i16x8.shr_u(i16x8.add(i16x8.add(triple, v128.load(at - 2)), i16x8.splat(8)), 4);
    const odd = i16x8.shr_u(i16x8.add(i16x8.add(triple, v128.load(at + 2)), i16x8.splat(7)), 4);
    v128.store(target, v128.or(even, i16x8.shl(odd, 8)));
  }
}

/** Rows of brightness and colours to a row of pixels. */
export function joinRow(y: usize, cb: usize, cr: usize, target: usize, width: i32): void {
  const end = y + width;
  const middle = i16x8.splat(128);
  const toGreen = factors(-cbToGreen, -crToGreen);
  const toRed = factors(0, crToRed);
  const toBlue = factors(cbToBlue, 0);
  const rounding = i32x4.splat(half);
  do {
    const luma = v128.load_ext<u8>(y);
    const blueness = i16x8.sub(v128.load_ext<u8>(cb), middle);
    const redness = i16x8.sub(v128.load_ext<u8>(cr), middle);
    const low = i16x8.shuffle(blueness, redness, 0, 8, 1, 9, 2, 10, 3, 11);
    const high = i16x8.shuffle(blueness, redness, 4, 12, 5, 13, 6, 14, 7, 15);
    const red = i16x8.add(i16x8.add(luma, redness), weighted(low, high, toRed, rounding));
    const green = i16x8.sub(i16x8.add(luma, weighted(low, high, toGreen, rounding)), redness);
    const blue = i16x8.add(i16x8.add(luma, i16x8.shl(blueness, 1)), weighted(low, high, toBlue, rounding));
    const redBlue = i8x16.narrow_i16x8_u(red, blue);
    const greens = i8x16.narrow_i16x8_u(green, green);
    const redGreen = i8x16.shuffle(redBlue, greens, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    v128.store(
      target,
      i8x16.shuffle(redGreen, redBlue, 0, 1, 24, 2, 3, 25, 4, 5, 26, 6, 7, 27, 8, 9, 28, 10),
    );
    v128.store64_lane(
      target + 16,
      i8x16.shuffle(redGreen, redBlue, 11, 29, 12, 13, 30, 14, 15, 31, 0, 0, 0, 0, 0, 0, 0, 0),
      0,
    );
    y += 8;
    cb += 8;
    cr += 8;
    target += 24;
  } while (y < end);
}

// @inline
function weighted(low: v128, high: v128, by: v128, rounding: v128): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, by), rounding), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, by), rounding), 16),
  );
}
