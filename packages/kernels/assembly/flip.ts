import { HISTOGRAMS } from './memory';

/**
 * Mirrors each row. A vector holds whole pixels, which one shuffle turns round; rows are read from their end. The last
 * vector of a row may begin before the row: its first pixels are then not the row's, and end up behind the mirrored row,
 * where the next one is written.
 */
export function horizontalFlip(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const rowLength = <usize>(width * channels);
  const pixels = 16 / channels;
  const bytes = <usize>(pixels * channels);
  const pattern = turningPattern(pixels, channels);
  for (let y = 0; y < height; y++) {
    let from = source + rowLength - bytes;
    let to = target;
    const end = target + rowLength;
    do {
      v128.store(to, i8x16.swizzle(v128.load(from), pattern));
      from -= bytes;
      to += bytes;
    } while (to < end);
    source += rowLength;
    target = end;
  }
}

/** Where each byte comes from when the pixels of a vector change their order. */
function turningPattern(pixels: i32, channels: i32): v128 {
  v128.store(HISTOGRAMS, i8x16.splat(-128));
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      store<u8>(HISTOGRAMS + pixel * channels + channel, (pixels - 1 - pixel) * channels + channel);
    }
  }
  return v128.load(HISTOGRAMS);
}
