// Shifts each column by a fraction of a pixel. Parameter 0: factor; 1: colour from outside.
//
// Works on strips of 16 bytes from top to bottom. A strip holds columns with different shifts; there is one pass for
// each whole part of them, which keeps what other passes wrote to the other columns.
import { mixBytes, multiplierOf } from './fraction';
import { parameter } from './memory';
import { floorToInteger, samplePixel } from './pixel';
import { paintRow } from './spans';

/** A shift that no column has: bytes past the end of a narrow row are in no pass. */
const NEVER: i32 = 0x7fff;

export function shearY(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  scratch: usize,
): void {
  const factor = parameter(0);
  const rowLength = width * channels;
  // Per byte of a row: whole shift and both bytes of the multiplier (16 bits each), then the two edges (8 bits).
  const tableLength = <usize>((rowLength + 31) & ~15);
  const outside = scratch;
  const wholes = outside + tableLength;
  const highs = wholes + 2 * tableLength;
  const lows = highs + 2 * tableLength;
  const aboveHalves = lows + 2 * tableLength;
  paintRow(outside, width, channels, <u32>parameter(1));

  let anyExact = false;
  for (let x = 0; x < width; x++) {
    const shift = factor * (<f64>x + 0.5);
    const whole = floorToInteger(shift);
    const fraction = shift - <f64>whole;
    const multiplier = multiplierOf(fraction);
    anyExact = anyExact || multiplier == 0;
    for (let byte = <usize>(x * channels); byte < <usize>((x + 1) * channels); byte++) {
      store<i16>(wholes + 2 * byte, <i16>whole);
      store<u16>(highs + 2 * byte, <u16>(multiplier >> 8));
      store<u16>(lows + 2 * byte, <u16>(multiplier & 255));
      store<u8>(aboveHalves + byte, fraction >= 0.5 ? 255 : 0);
    }
  }
  for (let byte = <usize>rowLength; byte < 16; byte++) store<i16>(wholes + 2 * byte, <i16>NEVER);

  for (let byte = 0; byte < rowLength; byte += 16) {
    // The last strip overlaps the one before rather than reach into the next row, which that one has written.
    const start = <usize>max(min(byte, rowLength - 16), 0);
    const last = <usize>min(<i32>start + 15, rowLength - 1);
    const from = <i32>load<i16>(wholes + 2 * start);
    const to = <i32>load<i16>(wholes + 2 * last);
    const step = from <= to ? 1 : -1;
    for (let whole = from; ; whole += step) {
      shiftStrip(
        source + start,
        target + start,
        rowLength,
        height,
        outside + start,
        wholes + 2 * start,
        highs + 2 * start,
        lows + 2 * start,
        aboveHalves + start,
        whole,
        whole == from,
      );
      if (whole == to) break;
    }
  }
  if (anyExact) sampleColumns(source, target, width, height, channels, factor, outside);
}

/** Writes the columns whose shift has this whole part; the first pass over a strip need not keep the others. */
function shiftStrip(
  source: usize,
  target: usize,
  rowLength: usize,
  height: i32,
  outside: usize,
  wholes: usize,
  highs: usize,
  lows: usize,
  aboveHalves: usize,
  whole: i32,
  isFirst: bool,
): void {
  const farHigh0 = v128.load(highs);
  const farHigh1 = v128.load(highs, 16);
  const farLow0 = v128.load(lows);
  const farLow1 = v128.load(lows, 16);
  const nearHigh0 = i16x8.sub(i16x8.splat(255), farHigh0);
  const nearHigh1 = i16x8.sub(i16x8.splat(255), farHigh1);
  const nearLow0 = i16x8.sub(i16x8.splat(256), farLow0);
  const nearLow1 = i16x8.sub(i16x8.splat(256), farLow1);
  const aboveHalf = v128.load(aboveHalves);
  const fill = v128.load(outside);
  const isWhole = i16x8.splat(<i16>whole);
  const chosen = isFirst
    ? i8x16.splat(-1)
    : i8x16.narrow_i16x8_s(i16x8.eq(v128.load(wholes), isWhole), i16x8.eq(v128.load(wholes, 16), isWhole));

  let y = 0;
  // Above the image; half a pixel of its edge sticks out where the fraction is a half or more.
  for (; y < height && y + whole < 0; y++, target += rowLength) {
    const edge = y + whole == -1 ? v128.bitselect(v128.load(source), fill, aboveHalf) : fill;
    v128.store(target, v128.bitselect(edge, v128.load(target), chosen));
  }
  const inside = min(height - 1 - whole, height);
  if (y < inside) {
    let from = source + <usize>(y + whole) * rowLength;
    let near0 = v128.load_ext<u8>(from);
    let near1 = v128.load_ext<u8>(from, 8);
    if (isFirst) {
      do {
        from += rowLength;
        const far0 = v128.load_ext<u8>(from);
        const far1 = v128.load_ext<u8>(from, 8);
        const low = mixBytes(near0, far0, nearHigh0, farHigh0, nearLow0, farLow0);
        const high = mixBytes(near1, far1, nearHigh1, farHigh1, nearLow1, farLow1);
        v128.store(target, i8x16.narrow_i16x8_u(low, high));
        near0 = far0;
        near1 = far1;
        target += rowLength;
        y++;
      } while (y < inside);
    } else {
      do {
        from += rowLength;
        const far0 = v128.load_ext<u8>(from);
        const far1 = v128.load_ext<u8>(from, 8);
        const low = mixBytes(near0, far0, nearHigh0, farHigh0, nearLow0, farLow0);
        const high = mixBytes(near1, far1, nearHigh1, farHigh1, nearLow1, farLow1);
        const mixed = i8x16.narrow_i16x8_u(low, high);
        v128.store(target, v128.bitselect(mixed, v128.load(target), chosen));
        near0 = far0;
        near1 = far1;
        target += rowLength;
        y++;
      } while (y < inside);
    }
  }
  const bottom = source + <usize>(height - 1) * rowLength;
  for (; y < height; y++, target += rowLength) {
    const edge = y + whole == height - 1 ? v128.bitselect(fill, v128.load(bottom), aboveHalf) : fill;
    v128.store(target, v128.bitselect(edge, v128.load(target), chosen));
  }
}

/** Redoes the columns without a multiplier. */
function sampleColumns(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  factor: f64,
  outside: usize,
): void {
  for (let x = 0; x < width; x++) {
    const shift = factor * (<f64>x + 0.5);
    if (multiplierOf(shift - <f64>floorToInteger(shift)) != 0) continue;
    const column = <usize>(x * channels);
    for (let y = 0; y < height; y++) {
      const pixel = target + <usize>(y * width * channels) + column;
      for (let channel: usize = 0; channel < <usize>channels; channel++) {
        store<u8>(pixel + channel, load<u8>(outside + column + channel));
      }
      samplePixel(source, pixel, width, height, channels, <f64>x + 0.5, shift + (<f64>y + 0.5));
    }
  }
}
