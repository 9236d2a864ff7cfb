import { blendTable } from './blend';
import { mapThroughTables } from './lookup';
import { parameter, TABLES } from './memory';

/** Blends with black. Parameter 0: factor. */
export function brightness(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  blendTable(TABLES, 0, <f32>parameter(0));
  memory.copy(TABLES + 256, TABLES, 256);
  memory.copy(TABLES + 512, TABLES, 512);
  mapThroughTables(source, target, <usize>(width * height * channels), channels);
}
