// Runs of bytes, moved in whole vectors: up to 15 bytes past the end are overwritten.

// @inline
export function copySpan(source: usize, target: usize, length: usize): void {
  const end = target + length;
  while (target < end) {
    v128.store(target, v128.load(source));
    target += 16;
    source += 16;
  }
}

/** Paints a row of pixels in one colour, one byte per channel in `colour`, so that spans can be copied from it. */
export function paintRow(row: usize, width: i32, channels: i32, colour: u32): void {
  const end = row + <usize>(width * channels);
  if (colour == (colour & 255) * 0x01010101) {
    const value = i8x16.splat(<i8>colour);
    for (; row < end; row += 16) v128.store(row, value);
    return;
  }
  // The bytes of a 32-bit store that belong to the next pixel are overwritten by it.
  for (; row < end; row += channels) store<u32>(row, colour);
}
