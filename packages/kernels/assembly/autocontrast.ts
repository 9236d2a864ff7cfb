import { mapThroughTables, repeatTables, resetTable } from './lookup';
import { HISTOGRAMS, TABLES } from './memory';
import { copySpan } from './spans';
import { multiplierForTable, placeMultiplier, stretch } from './stretch';

/** Whether some channel's table has no multiplier. */
let needsTable: bool = false;

/** Stretches each channel from its darkest and brightest value to 0 and 255. */
export function autocontrast(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const length = <usize>(width * height * channels);
  findExtremes(source, length);
  needsTable = false;
  let unchanged = 0;
  for (let channel = 0; channel < channels; channel++) {
    unchanged += stretchTable(source, length, channel, channels);
  }
  if (unchanged == channels) {
    copySpan(source, target, length);
    return;
  }
  if (!needsTable) {
    stretch(source, target, length);
    return;
  }
  repeatTables(channels);
  mapThroughTables(source, target, length, channels);
}

/** Leaves 48 smallest values, then 48 largest, one for each place modulo 48, of all whole groups of 48 bytes. */
function findExtremes(source: usize, length: usize): void {
  let low0 = i8x16.splat(-1);
  let low1 = low0;
  let low2 = low0;
  let high0 = i8x16.splat(0);
  let high1 = high0;
  let high2 = high0;
  const end = source + (length - (length % 48));
  while (source < end) {
    const first = v128.load(source);
    const second = v128.load(source, 16);
    const third = v128.load(source, 32);
    low0 = i8x16.min_u(low0, first);
    low1 = i8x16.min_u(low1, second);
    low2 = i8x16.min_u(low2, third);
    high0 = i8x16.max_u(high0, first);
    high1 = i8x16.max_u(high1, second);
    high2 = i8x16.max_u(high2, third);
    source += 48;
  }
  v128.store(HISTOGRAMS, low0);
  v128.store(HISTOGRAMS, low1, 16);
  v128.store(HISTOGRAMS, low2, 32);
  v128.store(HISTOGRAMS, high0, 48);
  v128.store(HISTOGRAMS, high1, 64);
  v128.store(HISTOGRAMS, high2, 80);
}

/** Makes the table of one channel; 1 when it changes nothing. */
function stretchTable(source: usize, length: usize, channel: i32, channels: i32): i32 {
  let low: u32 = 255;
  let high: u32 = 0;
  // 48 is a multiple of 1, 2, 3 and 4 channels.
  for (let at = <usize>channel; at < 48; at += channels) {
    low = min<u32>(low, load<u8>(HISTOGRAMS + at));
    high = max<u32>(high, load<u8>(HISTOGRAMS + at, 48));
  }
  for (let at = length - (length % 48) + channel; at < length; at += channels) {
    const value: u32 = load<u8>(source + at);
    low = min(low, value);
    high = max(high, value);
  }
  const table = TABLES + ((<usize>channel) << 8);
  if (high <= low) {
    resetTable(table);
    placeMultiplier(channel, channels, 0, 65536);
    return 1;
  }
  const scale = 255.0 / <f64>(high - low);
  const offset = -(<f64>low) * scale;
  const scales = f64x2.splat(scale);
  const offsets = f64x2.splat(offset);
  // Adding 2⁵² leaves a whole number in the low bits of the double.
  const toInteger = f64x2.splat(4503599627370496.0);
  const two = f64x2.splat(2.0);
  let values = f64x2(<f64>low, <f64>low + 1.0);
  let entry = table + low;
  const end = table + high;
  do {
    const stretched = f64x2.trunc(f64x2.add(f64x2.mul(values, scales), offsets));
    const whole = f64x2.add(stretched, toInteger);
    v128.store_lane<u8>(entry, whole, 0);
    v128.store_lane<u8>(entry, whole, 8, 1); // may be one past `high`, which does not occur, or the next table's first
    values = f64x2.add(values, two);
    entry += 2;
  } while (entry <= end);
  // Rounded up it gives exact quotients; one less gives the largest value as 254.
  const range = high - low;
  const multiplier = multiplierForTable(table, low, range, (255 * 65536 + range - 1) / range);
  if (multiplier == 0) needsTable = true;
  else placeMultiplier(channel, channels, low, multiplier);
  return low == 0 && high == 255 ? 1 : 0;
}
