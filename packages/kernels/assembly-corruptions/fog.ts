// Fog over an image. Values are in single precision, and again in double precision where they are too near a whole number
// to be cut off.
import { countExact } from './exact';
import { UNITS } from './memory';
import { highest, lowest } from './plasma';

/** How far a level, at most 256, may be off after six roundings of 2⁻²⁴. */
const bound: f32 = 8.0 / 65536;

/** The largest level of an image, divided by 255. */
function brightestOf(source: usize, length: i32): f64 {
  const end = source + length;
  let most = i8x16.splat(0);
  for (; source + 16 <= end; source += 16) most = i8x16.max_u(most, v128.load(source));
  most = i8x16.max_u(most, i8x16.shuffle(most, most, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0));
  const eight = i64x2.extract_lane(most, 0);
  let brightest: u32 = 0;
  for (let shift = 0; shift < 64; shift += 8) brightest = max(brightest, <u32>((eight >>> shift) & 255));
  for (; source < end; source++) brightest = max(brightest, <u32>load<u8>(source));
  return load<f64>(UNITS + ((<usize>brightest) << 3));
}

/** @param hazes room for a row of values in single precision */
export function fog(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  map: usize,
  mapSize: i32,
  thickness: f64,
  hazes: usize,
): void {
  const brightest = brightestOf(source, width * height * channels);
  const range = highest - lowest;
  const perLevel = <f32>((255 * thickness) / range);
  const share = f32x4.splat(<f32>(brightest / (brightest + thickness)));
  const row = width * channels;
  for (let y = 0; y < height; y++) {
    fillHazes(map, hazes, width, channels, perLevel);
    let haze = hazes;
    for (let x = 0; x < row; x += 8, haze += 32) {
      const levels = v128.load_ext<u8>(source + x);
      const a = mixed(i32x4.extend_low_i16x8_u(levels), v128.load(haze), share);
      const b = mixed(i32x4.extend_high_i16x8_u(levels), v128.load(haze, 16), share);
      const words = i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b));
      v128.store64_lane(target + x, i8x16.narrow_i16x8_u(words, words), 0);
      let unsure = unsureOf(a) | (unsureOf(b) << 4);
      for (; unsure; unsure &= unsure - 1) {
        const at = x + ctz(unsure);
        if (at >= row) break;
        const value = load<f64>(UNITS + ((<usize>load<u8>(source + at)) << 3));
        const exact = thickness * ((load<f64>(map + ((<usize>(at / channels)) << 3)) - lowest) / range);
        store<u8>(target + at, levelOf(((value + exact) * brightest) / (brightest + thickness)));
        countExact(1);
      }
    }
    source += row;
    target += row;
    map += (<usize>mapSize) << 3;
  }
}

/** The haze on every value of a row, in levels. */
function fillHazes(map: usize, hazes: usize, width: i32, channels: i32, perLevel: f32): void {
  const factor = f32x4.splat(perLevel);
  const low = f64x2.splat(lowest);
  for (let x = 0; x < width; x += 4, map += 32) {
    const first = f32x4.demote_f64x2_zero(f64x2.sub(v128.load(map), low));
    const second = f32x4.demote_f64x2_zero(f64x2.sub(v128.load(map, 16), low));
    const four = f32x4.mul(i64x2.shuffle(first, second, 0, 2), factor);
    if (channels === 3) {
      v128.store(hazes, i32x4.shuffle(four, four, 0, 0, 0, 1));
      v128.store(hazes, i32x4.shuffle(four, four, 1, 1, 2, 2), 16);
      v128.store(hazes, i32x4.shuffle(four, four, 2, 3, 3, 3), 32);
      hazes += 48;
    } else {
      hazes = repeat(f32x4.extract_lane(four, 0), hazes, channels);
      hazes = repeat(f32x4.extract_lane(four, 1), hazes, channels);
      hazes = repeat(f32x4.extract_lane(four, 2), hazes, channels);
      hazes = repeat(f32x4.extract_lane(four, 3), hazes, channels);
    }
  }
}

function repeat(value: f32, target: usize, channels: i32): usize {
  for (const end = target + ((<usize>channels) << 2); target < end; target += 4) store<f32>(target, value);
  return target;
}

/** Levels with haze, dimmed; all that is surely white is half a level above it. */
// @inline
function mixed(levels: v128, haze: v128, share: v128): v128 {
  const sum = f32x4.add(f32x4.convert_i32x4_s(levels), haze);
  return f32x4.pmin(f32x4.mul(sum, share), f32x4.splat(255.5));
}

/** Where values are too near a whole number. Nothing is exactly 0 but what is so in double precision. */
// @inline
function unsureOf(values: v128): i32 {
  const rest = f32x4.sub(values, f32x4.floor(values));
  const near = v128.or(f32x4.lt(rest, f32x4.splat(bound)), f32x4.gt(rest, f32x4.splat(1 - bound)));
  return i32x4.bitmask(v128.and(near, f32x4.ne(values, f32x4.splat(0))));
}

function levelOf(value: f64): u8 {
  return <u8>(value <= 0 ? 0 : value >= 1 ? 255 : <i32>(value * 255));
}
