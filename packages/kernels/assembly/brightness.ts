import { blendTable } from './blend';
import { mapThroughTables } from './lookup';
import { parameter, TABLES } from './memory';
import { multiplierForTable, placeMultiplier, stretch } from './stretch';

/** Factors up to this one have sums that fit 16 bits. */
const LARGEST_FACTOR: f64 = 100;

/** Blends with black. Parameter 0: factor. */
export function brightness(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const length = <usize>(width * height * channels);
  const factor = parameter(0);
  blendTable(TABLES, 0, <f32>factor);
  if (factor > 0 && factor < LARGEST_FACTOR) {
    const multiplier = multiplierForTable(TABLES, 0, 255, <u32>(factor * 65536) + 1);
    if (multiplier != 0) {
      placeMultiplier(0, 1, 0, multiplier);
      stretch(source, target, length);
      return;
    }
  }
  memory.copy(TABLES + 256, TABLES, 256);
  memory.copy(TABLES + 512, TABLES, 512);
  mapThroughTables(source, target, length, channels);
}
