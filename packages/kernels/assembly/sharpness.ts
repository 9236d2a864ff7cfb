// Blends with the smoothed image. Parameter 0: factor.
import { blendLanes } from './blend';
import { parameter } from './memory';
import { copySpan } from './spans';

export function sharpness(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const rowLength = <usize>(width * channels);
  const bytes = rowLength * <usize>height;
  if (width < 3 || height < 3) {
    copySpan(source, target, bytes);
    return;
  }
  const factor = f32x4.splat(<f32>parameter(0));
  const last = bytes - rowLength;
  copySpan(source, target, rowLength);
  for (let row = rowLength; row < last; row += rowLength) {
    copyPixel(source + row, target + row, channels);
    sharpenRow(source + row + channels, target + row + channels, rowLength, channels, factor);
    const edge = row + rowLength - channels;
    copyPixel(source + edge, target + edge, channels);
  }
  copySpan(source + last, target + last, rowLength);
}

/** All of a row but the outermost pixels. */
function sharpenRow(source: usize, target: usize, rowLength: usize, channels: i32, factor: v128): void {
  const end = target + (rowLength - 2 * channels);
  do {
    const above = source - rowLength;
    const below = source + rowLength;
    const value = v128.load_ext<u8>(source);
    let sum = i16x8.add(
      i16x8.add(v128.load_ext<u8>(above - channels), v128.load_ext<u8>(above)),
      i16x8.add(v128.load_ext<u8>(above + channels), v128.load_ext<u8>(source - channels)),
    );
    sum = i16x8.add(
      i16x8.add(sum, v128.load_ext<u8>(source + channels)),
      i16x8.add(v128.load_ext<u8>(below - channels), v128.load_ext<u8>(below)),
    );
    sum = i16x8.add(
      i16x8.add(sum, v128.load_ext<u8>(below + channels)),
      i16x8.add(value, i16x8.shl(value, 2)),
    );
    const low = blendLanes(
      smoothed(i32x4.extend_low_i16x8_u(sum)),
      toFloat(i32x4.extend_low_i16x8_u(value)),
      factor,
    );
    const high = blendLanes(
      smoothed(i32x4.extend_high_i16x8_u(sum)),
      toFloat(i32x4.extend_high_i16x8_u(value)),
      factor,
    );
    const sharpened = i16x8.narrow_i32x4_u(low, high);
    v128.store64_lane(target, i8x16.narrow_i16x8_u(sharpened, sharpened), 0);
    source += 8;
    target += 8;
  } while (target < end);
}

// @inline
function toFloat(values: v128): v128 {
  return f32x4.convert_i32x4_s(values);
}

/** A thirteenth, rounded: sum / 13 + ½ is at least 1/26 from a whole number, far more than single precision is off. */
// @inline
function smoothed(sum: v128): v128 {
  const shifted = f32x4.add(f32x4.convert_i32x4_s(sum), f32x4.splat(6.5));
  return f32x4.floor(f32x4.mul(shifted, f32x4.splat(<f32>(1.0 / 13.0))));
}

/** The bytes past the pixel are overwritten by what follows. */
// @inline
function copyPixel(source: usize, target: usize, channels: i32): void {
  store<u32>(target, load<u32>(source));
}
