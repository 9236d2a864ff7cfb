// Stretching values without looking each up: ⌊(value − low) · M / 2¹⁶⌋, at most 255, in 16-bit integers, 16 values at a
// time. A table says what the result has to be, as floating-point arithmetic truncates some products that are whole to
// one less. Nearly every table belongs to some multiplier or to the one below it.
import { HISTOGRAMS } from './memory';

/** Per place modulo 48: value to subtract (8 bits), and three parts of the multiplier (16 bits each). */
const LOWS: usize = HISTOGRAMS + 256;
const WHOLES: usize = LOWS + 64;
const HIGHS: usize = WHOLES + 128;
const FRACTIONS: usize = HIGHS + 128;

/** (x · M) / 2¹⁶ of eight values, from the whole part and both bytes of the fraction of M / 2¹⁶. */
// @inline
function scaled(x: v128, whole: v128, high: v128, low: v128): v128 {
  const inner = i16x8.shr_u(i16x8.mul(x, low), 8);
  return i16x8.add(i16x8.mul(x, whole), i16x8.shr_u(i16x8.add(i16x8.mul(x, high), inner), 8));
}

/** The given multiplier or the one below it, if all entries low … low + range of the table come out with it; else 0. */
export function multiplierForTable(table: usize, low: u32, range: u32, multiplier: u32): u32 {
  if (matches(table, low, range, multiplier)) return multiplier;
  return matches(table, low, range, multiplier - 1) ? multiplier - 1 : 0;
}

function matches(table: usize, low: u32, range: u32, multiplier: u32): bool {
  const whole = i16x8.splat(<i16>(multiplier >> 16));
  const high = i16x8.splat(<i16>((multiplier >> 8) & 255));
  const fraction = i16x8.splat(<i16>(multiplier & 255));
  const last = i16x8.splat(<i16>range);
  const largest = i16x8.splat(255);
  const eight = i16x8.splat(8);
  let x = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
  let entry = table + low;
  const end = entry + range;
  do {
    const result = i16x8.min_s(scaled(x, whole, high, fraction), largest);
    const differs = i16x8.ne(result, v128.load_ext<u8>(entry));
    if (v128.any_true(v128.and(differs, i16x8.le_s(x, last)))) return false;
    x = i16x8.add(x, eight);
    entry += 8;
  } while (entry <= end);
  return true;
}

/** Notes what is subtracted from a channel and its multiplier; 0 and 2¹⁶ leave it as it is. */
export function placeMultiplier(channel: i32, channels: i32, low: u32, multiplier: u32): void {
  for (let at = <usize>channel; at < 48; at += channels) {
    store<u8>(LOWS + at, low);
    store<u16>(WHOLES + 2 * at, multiplier >> 16);
    store<u16>(HIGHS + 2 * at, (multiplier >> 8) & 255);
    store<u16>(FRACTIONS + 2 * at, multiplier & 255);
  }
}

export function stretch(source: usize, target: usize, length: usize): void {
  const end = target + length;
  do {
    stretch16(source, target, 0);
    stretch16(source + 16, target + 16, 16);
    stretch16(source + 32, target + 32, 32);
    source += 48;
    target += 48;
  } while (target < end);
}

// @inline
function stretch16(source: usize, target: usize, place: usize): void {
  const x = i8x16.sub(v128.load(source), v128.load(LOWS + place));
  const at: usize = place << 1;
  const low = scaled(
    i16x8.extend_low_i8x16_u(x),
    v128.load(WHOLES + at),
    v128.load(HIGHS + at),
    v128.load(FRACTIONS + at),
  );
  const high = scaled(
    i16x8.extend_high_i8x16_u(x),
    v128.load(WHOLES + at + 16),
    v128.load(HIGHS + at + 16),
    v128.load(FRACTIONS + at + 16),
  );
  v128.store(target, i8x16.narrow_i16x8_u(low, high));
}
