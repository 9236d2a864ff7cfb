/**
 * The values of an image with a border of `reach` pixels on all sides.
 *
 * @param rows per padded row, which row of the image it is
 * @param columns per padded column left and then right of the image, which column it is
 */
export function pad(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  reach: i32,
  rows: usize,
  columns: usize,
): void {
  const row = width * channels;
  const left = columns + ((<usize>reach) << 2);
  const right = left + ((<usize>reach) << 2);
  for (let y = height + 2 * reach; y > 0; y--, rows += 4) {
    const from = source + load<u32>(rows) * row;
    for (let column = columns; column < left; column += 4, target += channels) {
      store<u32>(target, load<u32>(from + load<u32>(column) * channels));
    }
    memory.copy(target, from, row);
    target += row;
    for (let column = left; column < right; column += 4, target += channels) {
      store<u32>(target, load<u32>(from + load<u32>(column) * channels));
    }
  }
}

/** Bytes as numbers of single precision. */
export function toSingles(source: usize, target: usize, length: i32): void {
  const end = target + ((<usize>length) << 2);
  do {
    const words = v128.load_ext<u8>(source);
    v128.store(target, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words)));
    v128.store(target, f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(words)), 16);
    source += 8;
    target += 32;
  } while (target < end);
}
