import { countOf, countValues, mapThroughTables, repeatTables, resetTable } from './lookup';
import { HISTOGRAMS, TABLES } from './memory';
import { copySpan } from './spans';

/** Flattens the histogram of each channel. */
export function equalize(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const length = <usize>(width * height * channels);
  countValues(source, length, channels);
  let unchanged = 0;
  for (let channel = 0; channel < channels; channel++) {
    unchanged += equalizingTable(channel, width * height);
  }
  if (unchanged == channels) {
    copySpan(source, target, length);
    return;
  }
  repeatTables(channels);
  mapThroughTables(source, target, length, channels);
}

/** Makes the table of one channel; 1 when it changes nothing. */
function equalizingTable(channel: i32, pixels: i32): i32 {
  const table = TABLES + ((<usize>channel) << 8);
  let brightest = 255;
  while (countOf(channel, brightest) == 0) brightest--;
  const step = (pixels - <i32>countOf(channel, brightest)) / 255;
  if (step == 0) {
    resetTable(table);
    return 1;
  }
  // Single precision holds quotients up to 255 nearly enough for this: they are at least 1 / (2 · step) away from a half.
  if (step < 2048) fillTable(table, channel, step);
  else fillTableInDouble(table, channel, step);
  return 0;
}

/** ⌊count / step⌋, at most 255, for the running count of each value, which begins at half a step; four at a time. */
function fillTable(table: usize, channel: i32, step: i32): void {
  const reciprocal = f32x4.splat(<f32>(1.0 / <f64>step));
  const half = f32x4.splat(0.5);
  // Adding 1.5 · 2²³ rounds to whole numbers, which lie in the low bits; ⌊q⌋ is (count + ½) / step − ½ rounded.
  const rounding = f32x4.splat(12582912);
  const largest = f32x4.splat(256);
  const bytes = i32x4.splat(0x1ff);
  let before = i32x4.splat(step >> 1);
  let bins = HISTOGRAMS + ((<usize>channel) << 10);
  const end = table + 256;
  do {
    const counts = v128.load(bins);
    const zero = i32x4.splat(0);
    const pairs = i32x4.add(
      counts,
      i8x16.shuffle(zero, counts, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27),
    );
    const sums = i32x4.add(
      pairs,
      i8x16.shuffle(zero, pairs, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23),
    );
    // The count before each value is the one up to it, less its own.
    const running = f32x4.convert_i32x4_s(i32x4.add(before, i32x4.sub(sums, counts)));
    const quotients = f32x4.sub(f32x4.mul(f32x4.add(running, half), reciprocal), half);
    const whole = v128.and(f32x4.add(f32x4.pmin(quotients, largest), rounding), bytes);
    const halves = i16x8.narrow_i32x4_u(whole, whole);
    v128.store32_lane(table, i8x16.narrow_i16x8_u(halves, halves), 0);
    before = i32x4.add(before, i32x4.shuffle(sums, sums, 3, 3, 3, 3));
    bins += 16;
    table += 4;
  } while (table < end);
}

function fillTableInDouble(table: usize, channel: i32, step: i32): void {
  const reciprocal = 1.0 / <f64>step;
  let count = step >> 1;
  for (let value = 0; value < 256; value++) {
    // ⌊count / step⌋ without a division: (count + ½) / step − ½ is never near a half, and adding 1.5 · 2⁵² rounds it.
    const shifted = (<f64>count + 0.5) * reciprocal - 0.5 + 6755399441055744.0;
    store<u8>(table + value, <u8>min(<i32>reinterpret<i64>(shifted), 255));
    count += <i32>countOf(channel, value);
  }
}
