// Shifts each row by a fraction of a pixel. Parameter 0: factor; 1: colour from outside.
import { mixBytes, multiplierOf } from './fraction';
import { parameter } from './memory';
import { floorToInteger, samplePixel } from './pixel';
import { copySpan, paintRow } from './spans';

export function shearX(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  scratch: usize,
): void {
  const factor = parameter(0);
  const rowLength = <usize>(width * channels);
  paintRow(scratch, width, channels, <u32>parameter(1));
  for (let y = 0; y < height; y++, target += rowLength) {
    const shift = factor * (<f64>y + 0.5);
    const whole = floorToInteger(shift);
    const fraction = shift - <f64>whole;
    const multiplier = multiplierOf(fraction);
    if (multiplier != 0) {
      const row = source + <usize>y * rowLength;
      shiftRow(row, target, width, channels, scratch, whole, multiplier, fraction >= 0.5);
      continue;
    }
    copySpan(scratch, target, rowLength);
    for (let x = 0; x < width; x++) {
      const pixel = target + <usize>(x * channels);
      samplePixel(source, pixel, width, height, channels, <f64>x + 0.5 + shift, <f64>y + 0.5);
    }
  }
}

/**
 * Output pixel x lies between the input's x + whole and the one after it. Where both exist they are mixed; beyond the
 * edge there is half a pixel more, which is a copy of the edge: at the left for fractions from a half on, at the right below.
 */
function shiftRow(
  row: usize,
  target: usize,
  width: i32,
  channels: i32,
  outside: usize,
  whole: i32,
  multiplier: i32,
  aboveHalf: bool,
): void {
  const first = max(-whole, 0);
  const last = min(width - 2 - whole, width - 1);
  const rowLength = <usize>(width * channels);
  if (first > 0) {
    copySpan(outside, target, <usize>(min(first, width) * channels));
    if (aboveHalf && first <= width) copyPixel(row, target + <usize>((first - 1) * channels), channels);
  }
  if (first <= last) {
    const farHigh = i16x8.splat(<i16>(multiplier >> 8));
    const nearHigh = i16x8.splat(<i16>(255 - (multiplier >> 8)));
    const farLow = i16x8.splat(<i16>(multiplier & 255));
    const nearLow = i16x8.splat(<i16>(256 - (multiplier & 255)));
    let near = row + <usize>((first + whole) * channels);
    let far = near + channels;
    let result = target + <usize>(first * channels);
    const end = target + <usize>((last + 1) * channels);
    do {
      const low = mixBytes(
        v128.load_ext<u8>(near),
        v128.load_ext<u8>(far),
        nearHigh,
        farHigh,
        nearLow,
        farLow,
      );
      const high = mixBytes(
        v128.load_ext<u8>(near, 8),
        v128.load_ext<u8>(far, 8),
        nearHigh,
        farHigh,
        nearLow,
        farLow,
      );
      v128.store(result, i8x16.narrow_i16x8_u(low, high));
      near += 16;
      far += 16;
      result += 16;
    } while (result < end);
  }
  const next = max(last + 1, first);
  if (next < width) {
    const start = <usize>(next * channels);
    copySpan(outside + start, target + start, rowLength - start);
    if (!aboveHalf && next + whole == width - 1)
      copyPixel(row + rowLength - channels, target + start, channels);
  }
}

function copyPixel(source: usize, target: usize, channels: i32): void {
  for (let channel: usize = 0; channel < <usize>channels; channel++) {
    store<u8>(target + channel, load<u8>(source + channel));
  }
}
