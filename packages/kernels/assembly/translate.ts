// Shifts by whole pixels. Parameter 0: pixels; 1: colour of what comes in from outside.
import { parameter } from './memory';
import { copySpan, paintRow } from './spans';

export function translateX(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  scratch: usize,
): void {
  const pixels = <i32>parameter(0);
  const rowLength = <usize>(width * channels);
  const filled = <usize>(min(abs(pixels), width) * channels);
  const kept = rowLength - filled;
  paintRow(scratch, width, channels, <u32>parameter(1));
  const end = target + rowLength * <usize>height;
  if (pixels >= 0) {
    for (source += filled; target < end; source += rowLength, target += rowLength) {
      copySpan(source, target, kept);
      copySpan(scratch, target + kept, filled);
    }
    return;
  }
  for (; target < end; source += rowLength, target += rowLength) {
    copySpan(scratch, target, filled);
    copySpan(source, target + filled, kept);
  }
}

export function translateY(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  scratch: usize,
): void {
  const pixels = <i32>parameter(0);
  const rowLength = <usize>(width * channels);
  const filled = min(abs(pixels), height);
  const kept = rowLength * <usize>(height - filled);
  paintRow(scratch, width, channels, <u32>parameter(1));
  if (pixels >= 0) {
    copySpan(source + rowLength * <usize>filled, target, kept);
    fillRows(scratch, target + kept, filled, rowLength);
    return;
  }
  fillRows(scratch, target, filled, rowLength);
  copySpan(source, target + rowLength * <usize>filled, kept);
}

function fillRows(row: usize, target: usize, count: i32, rowLength: usize): void {
  for (; count > 0; count--, target += rowLength) copySpan(row, target, rowLength);
}
