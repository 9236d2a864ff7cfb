// Pillow's bilinear affine transform for rotations by less than a quarter turn. Parameters 0 … 5: matrix; 6: colour from
// outside.
//
// A pixel is one vector of single-precision numbers, its channels; the image is first copied into a frame of one pixel
// that repeats its edges, so that every pixel inside has four neighbours. Coordinates are fixed-point numbers with 24 bits
// of fraction, counted from a corner near the stretch of a row that is being computed.
//
// How wrong can a value be? A coordinate is off by at most 2⁻²⁴ (two roundings of half a unit), which moves a value by
// at most 2 · 255 · 2⁻²⁴ < 3.1e-5. Single-precision rounding of numbers up to 255 adds at most 5 · 2⁻¹⁷ < 3.9e-5: two
// for the upper and lower mixture, one for their difference, one for its product, one for the sum. Adding 2048 leaves
// 12 bits of fraction, rounded by at most 2⁻¹³ = 1.22e-4 > 7e-5. So unless all 12 bits are zero, the whole part is
// right; where they are zero the pixel is computed again in double precision. That would be every pixel of a flat
// region, so those whose neighbours are equal are let off: their value is exact, whatever the fractions, if only the
// neighbours are the right ones. They can be others when a coordinate is within its error of a whole number; such
// pixels are computed again at the end of the stretch.
import { parameter, STRETCH_DX, STRETCH_DY, STRETCH_OFFSETS } from './memory';
import { samplePixel } from './pixel';
import { copySpan, paintRow } from './spans';

/** Longest stretch: with a corner two pixels away, coordinates stay below 2⁸, which leaves 24 bits for fractions. */
const STRETCH: i32 = 240;
/** One pixel in fixed point. */
const ONE: f64 = 16777216.0;
/** Added to a double, leaves a whole number in its low 32 bits. */
const TO_INTEGER: f64 = 4503599627370496.0;
/** How near to the edge, in pixels along a row, a pixel has to be to be computed in double precision. */
const MARGIN: f64 = 6.4e-5;

let a: f64 = 0;
let b: f64 = 0;
let c: f64 = 0;
let d: f64 = 0;
let e: f64 = 0;
let f: f64 = 0;

export function rotate(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  scratch: usize,
): void {
  a = parameter(0);
  b = parameter(1);
  c = parameter(2);
  d = parameter(3);
  e = parameter(4);
  f = parameter(5);
  const rowLength = <usize>(width * channels);
  const outside = scratch;
  const framed = outside + ((rowLength + 31) & ~15);
  const framedLength = <usize>((width + 2) * channels);
  paintRow(outside, width, channels, <u32>parameter(6));
  frame(source, framed, width, height, channels);
  const perA = 1.0 / a;
  const perD = 1.0 / d;
  const lanesX = i32x4(0, nearest(a), nearest(2.0 * a), nearest(3.0 * a));
  const lanesY = i32x4(0, nearest(d), nearest(2.0 * d), nearest(3.0 * d));

  for (let y = 0; y < height; y++, target += rowLength) {
    const yCentre = <f64>y + 0.5;
    const rowX = b * yCentre + c;
    const rowY = e * yCentre + f;
    // Where along the row the source enters and leaves the image, by its x and by its y.
    const enterX = -rowX * perA - 0.5;
    const leaveX = (<f64>width - rowX) * perA - 0.5;
    const atTop = -rowY * perD - 0.5;
    const atBottom = (<f64>height - rowY) * perD - 0.5;
    const enter = max(enterX, min(atTop, atBottom));
    const leave = min(leaveX, max(atTop, atBottom));
    const right = <f64>(width - 1);
    const firstPossible = <i32>Math.ceil(max(enter - MARGIN, 0.0));
    const lastPossible = <i32>Math.floor(min(leave + MARGIN, right));
    if (firstPossible > lastPossible) {
      copySpan(outside, target, rowLength);
      continue;
    }
    let first = <i32>Math.ceil(max(enter + MARGIN, 0.0));
    let last = <i32>Math.floor(min(leave - MARGIN, right));
    if (first > last) {
      first = firstPossible;
      last = first - 1;
    }
    // What lies outside, the pixels in doubt and what is certainly inside, from left to right: vectors overrun.
    copySpan(outside, target, <usize>(first * channels));
    samplePixels(source, target, width, height, channels, firstPossible, first, y);
    for (let x = first; x <= last; x += STRETCH) {
      const count = min(STRETCH, last + 1 - x);
      const nearWhole = locate(framed, framedLength, channels, x, count, rowX, rowY, lanesX, lanesY);
      interpolate(source, target, width, height, channels, framedLength, x, count, y);
      if (nearWhole) sampleNearWhole(source, target, width, height, channels, x, count, y);
    }
    const next = <usize>((last + 1) * channels);
    copySpan(outside + next, target + next, rowLength - next);
    samplePixels(source, target, width, height, channels, last + 1, lastPossible + 1, y);
  }
}

/** Pixels from … to − 1 of row y in double precision. */
function samplePixels(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  from: i32,
  to: i32,
  y: i32,
): void {
  for (let x = from; x < to; x++) {
    samplePixelAt(source, target + <usize>(x * channels), width, height, channels, x, y);
  }
}

/** Out of line, so that the loops around it keep their registers. */
function samplePixelAt(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  x: i32,
  y: i32,
): void {
  const xCentre = <f64>x + 0.5;
  const yCentre = <f64>y + 0.5;
  const sourceX = a * xCentre + b * yCentre + c;
  const sourceY = d * xCentre + e * yCentre + f;
  samplePixel(source, target, width, height, channels, sourceX, sourceY);
}

/** Copies the image with its outermost pixels repeated once on every side. */
function frame(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const rowLength = <usize>(width * channels);
  const framedLength = rowLength + 2 * channels;
  const firstRow = target + framedLength;
  let row = firstRow;
  for (let y = 0; y < height; y++) {
    // Each store overruns into what is written next.
    store<u32>(row, load<u32>(source));
    copySpan(source, row + channels, rowLength);
    store<u32>(row + channels + rowLength, load<u32>(source + rowLength - channels));
    row += framedLength;
    source += rowLength;
  }
  copySpan(row - framedLength, row, framedLength);
  memory.copy(target, firstRow, framedLength);
}

/** Finds the neighbours and fractions of a stretch of pixels; true if some coordinate is nearly a whole number. */
function locate(
  framed: usize,
  framedLength: usize,
  channels: i32,
  x: i32,
  count: i32,
  rowX: f64,
  rowY: f64,
  lanesX: v128,
  lanesY: v128,
): bool {
  // Measured to the centres of the framed image's pixels, hence + 1 − ½.
  const startX = (<f64>x + 0.5) * a + rowX + 0.5;
  const startY = (<f64>x + 0.5) * d + rowY + 0.5;
  const cornerX = <i32>startX;
  const cornerY = <i32>(d > 0.0 ? startY : startY + d * <f64>(count - 1)) - 1;
  const corner = framed + <usize>(cornerY * <i32>framedLength + cornerX * channels);
  const corners = i32x4.splat(<i32>corner);
  const strides = i32x4.splat((<i32>framedLength) | (channels << 16));
  const fraction = i32x4.splat(0xffffff);
  const unit = f32x4.splat(<f32>(1.0 / ONE));
  const upperHalf = i32x4.splat(0xffff0000);
  // Zero in these bits, two units on: within two units of a whole number.
  const notNear = i32x4.splat(0xfffffc);
  const zero = i32x4.splat(0);
  const two = i32x4.splat(2);
  const stepX = 4.0 * a * ONE;
  const stepY = 4.0 * d * ONE;
  let fixedX = (startX - <f64>cornerX) * ONE;
  let fixedY = (startY - <f64>cornerY) * ONE;
  let nearWhole = i32x4.splat(0);
  const end = (<usize>count) << 2;
  let at: usize = 0;
  do {
    const xs = i32x4.add(i32x4.splat(<i32>reinterpret<i64>(fixedX + TO_INTEGER)), lanesX);
    const ys = i32x4.add(i32x4.splat(<i32>reinterpret<i64>(fixedY + TO_INTEGER)), lanesY);
    const wholes = v128.or(i32x4.shr_u(ys, 24), v128.and(i32x4.shr_u(xs, 8), upperHalf));
    v128.store(at, i32x4.add(i32x4.dot_i16x8_s(wholes, strides), corners), STRETCH_OFFSETS);
    const dx = v128.and(xs, fraction);
    const dy = v128.and(ys, fraction);
    v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(dx), unit), STRETCH_DX);
    v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(dy), unit), STRETCH_DY);
    const nearX = i32x4.eq(v128.and(i32x4.add(xs, two), notNear), zero);
    const nearY = i32x4.eq(v128.and(i32x4.add(ys, two), notNear), zero);
    nearWhole = v128.or(nearWhole, v128.or(nearX, nearY));
    fixedX += stepX;
    fixedY += stepY;
    at += 16;
  } while (at < end);
  return v128.any_true(nearWhole);
}

function nearest(pixels: f64): i32 {
  return <i32>Math.round(pixels * ONE);
}

/** Bilinear values of a stretch of pixels. Eight bytes hold a pixel and the one to its right. */
function interpolate(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  framedLength: usize,
  x: i32,
  count: i32,
  y: i32,
): void {
  if (channels == 3) {
    // Constant patterns take half the instructions.
    const left = i8x16(0, -128, -128, -128, 1, -128, -128, -128, 2, -128, -128, -128, -128, -128, -128, -128);
    const right = i8x16(
      3,
      -128,
      -128,
      -128,
      4,
      -128,
      -128,
      -128,
      5,
      -128,
      -128,
      -128,
      -128,
      -128,
      -128,
      -128,
    );
    interpolateLanes(source, target, width, height, 3, framedLength, x, count, y, left, right);
    return;
  }
  const left = lanePattern(0, channels);
  const right = lanePattern(channels, channels);
  interpolateLanes(source, target, width, height, channels, framedLength, x, count, y, left, right);
}

/** Takes bytes to lanes, zero where there is no channel. */
function lanePattern(first: i32, channels: i32): v128 {
  let pattern = i8x16.splat(-128);
  pattern = i8x16.replace_lane(pattern, 0, <i8>first);
  if (channels > 1) pattern = i8x16.replace_lane(pattern, 4, <i8>(first + 1));
  if (channels > 2) pattern = i8x16.replace_lane(pattern, 8, <i8>(first + 2));
  if (channels > 3) pattern = i8x16.replace_lane(pattern, 12, <i8>(first + 3));
  return pattern;
}

// @inline
function interpolateLanes(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  framedLength: usize,
  x: i32,
  count: i32,
  y: i32,
  left: v128,
  right: v128,
): void {
  const none: i8 = -128;
  const lowBytes = i8x16(0, 4, 8, 12, none, none, none, none, none, none, none, none, none, none, none, none);
  const magic = f32x4.splat(2048.0);
  const fraction = i32x4.splat(0xfff);
  const zero = i32x4.splat(0);
  let pixel = target + <usize>(x * channels);
  const end = (<usize>count) << 2;
  let at: usize = 0;
  do {
    const from = <usize>load<u32>(at, STRETCH_OFFSETS);
    const top = v128.load_zero<u64>(from);
    const bottom = v128.load_zero<u64>(from + framedLength);
    const dx = v128.load_splat<u32>(at, STRETCH_DX);
    const dy = v128.load_splat<u32>(at, STRETCH_DY);
    const topLeft = f32x4.convert_i32x4_s(i8x16.swizzle(top, left));
    const bottomLeft = f32x4.convert_i32x4_s(i8x16.swizzle(bottom, left));
    const topChange = f32x4.sub(f32x4.convert_i32x4_s(i8x16.swizzle(top, right)), topLeft);
    const bottomChange = f32x4.sub(f32x4.convert_i32x4_s(i8x16.swizzle(bottom, right)), bottomLeft);
    const upper = f32x4.add(topLeft, f32x4.mul(topChange, dx));
    const change = f32x4.sub(f32x4.add(bottomLeft, f32x4.mul(bottomChange, dx)), upper);
    const value = f32x4.add(f32x4.add(upper, f32x4.mul(change, dy)), magic);
    v128.store_lane<u32>(pixel, i8x16.swizzle(i32x4.shr_u(value, 12), lowBytes), 0);
    const isWhole = i32x4.eq(v128.and(value, fraction), zero);
    // One branch for both: whether a channel is flat is hard to predict, whether it is in doubt is not.
    const isFlat = i32x4.eq(v128.or(v128.or(topChange, bottomChange), change), zero);
    if (i8x16.bitmask(v128.andnot(isWhole, isFlat))) {
      samplePixelAt(source, pixel, width, height, channels, x + <i32>(at >> 2), y);
    }
    pixel += channels;
    at += 4;
  } while (at < end);
}

/** Redoes pixels whose neighbours may be the wrong ones. */
function sampleNearWhole(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  x: i32,
  count: i32,
  y: i32,
): void {
  const near: f32 = <f32>(3.0 / ONE);
  for (let index = 0; index < count; index++) {
    const dx = load<f32>((<usize>index) << 2, STRETCH_DX);
    const dy = load<f32>((<usize>index) << 2, STRETCH_DY);
    if (dx < near || dy < near || dx > 1 - near || dy > 1 - near) {
      samplePixels(source, target, width, height, channels, x + index, x + index + 1, y);
    }
  }
}
