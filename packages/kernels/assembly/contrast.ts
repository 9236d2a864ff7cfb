import { blendTable } from './blend';
import { countOf, countValues, mapThroughTables, repeatTables } from './lookup';
import { lumaOf } from './luma';
import { parameter, TABLES } from './memory';

/** Blends with the mean: of the luma for three channels, else of each channel. Parameter 0: factor. */
export function contrast(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const pixels = width * height;
  const length = <usize>(pixels * channels);
  const factor = <f32>parameter(0);
  if (channels == 3) {
    blendTable(TABLES, roundedMean(sumOfLuma(source, pixels), pixels), factor);
    memory.copy(TABLES + 256, TABLES, 256);
    memory.copy(TABLES + 512, TABLES, 256);
  } else {
    countValues(source, length, channels);
    for (let channel = 0; channel < channels; channel++) {
      const mean = roundedMean(sumOfChannel(channel), pixels);
      blendTable(TABLES + ((<usize>channel) << 8), mean, factor);
    }
    repeatTables(channels);
  }
  mapThroughTables(source, target, length, channels);
}

function roundedMean(sum: u32, pixels: i32): f32 {
  return <f32>Math.floor(<f64>sum / <f64>pixels + 0.5);
}

function sumOfLuma(source: usize, pixels: i32): u32 {
  let sums = i32x4.splat(0);
  const end = source + <usize>((pixels & ~3) * 3);
  while (source < end) {
    sums = i32x4.add(sums, lumaOf(v128.load(source)));
    source += 12;
  }
  const tail = lumaOf(v128.load(source));
  const left = pixels & 3;
  let sum = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
  sum += i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  if (left > 0) sum += i32x4.extract_lane(tail, 0);
  if (left > 1) sum += i32x4.extract_lane(tail, 1);
  if (left > 2) sum += i32x4.extract_lane(tail, 2);
  return sum;
}

function sumOfChannel(channel: i32): u32 {
  let sum: u32 = 0;
  for (let value = 1; value < 256; value++) sum += countOf(channel, value) * value;
  return sum;
}
