import { countOf, countValues, mapThroughTables, repeatTables, resetTable } from './lookup';
import { TABLES } from './memory';
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
  let count = step >> 1;
  const reciprocal = 1.0 / <f64>step;
  for (let value = 0; value < 256; value++) {
    // ⌊count / step⌋ without a division: (count + ½) / step − ½ is never near a half, and adding 1.5 · 2⁵² rounds it.
    const shifted = (<f64>count + 0.5) * reciprocal - 0.5 + 6755399441055744.0;
    store<u8>(table + value, <u8>min(<i32>reinterpret<i64>(shifted), 255));
    count += <i32>countOf(channel, value);
  }
  return 0;
}
