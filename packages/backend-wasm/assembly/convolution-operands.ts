// What convolutions read: images with their padding, filters packed in panels.

/** How many pixels `convolvePixels` works on at once. */
const pixelsAtOnce: i32 = 4;

/**
 * Copies an image `[height, width, channels]` to row `top` and column `left` of another, whose pixels may have more or
 * fewer channels. What falls outside is left out (`top` and `left` may be negative), what is not met stays as it is.
 */
export function copyImage(
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetHeight: i32,
  targetWidth: i32,
  targetChannels: i32,
  top: i32,
  left: i32,
): void {
  const firstRow = max(0, -top);
  const lastRow = min(height, targetHeight - top);
  const firstColumn = max(0, -left);
  const columns = min(width, targetWidth - left) - firstColumn;
  if (columns <= 0) return;
  const copied = min(channels, targetChannels);
  for (let row = firstRow; row < lastRow; row++) {
    let source = image + ((<usize>((row * width + firstColumn) * channels)) << 2);
    let at = target + ((<usize>(((row + top) * targetWidth + firstColumn + left) * targetChannels)) << 2);
    if (channels == targetChannels) {
      copyValues(source, at, columns * channels);
    } else {
      for (let column = 0; column < columns; column++) {
        copyValues(source, at, copied);
        source += (<usize>channels) << 2;
        at += (<usize>targetChannels) << 2;
      }
    }
  }
}

// @inline
function copyValues(source: usize, target: usize, count: i32): void {
  const vectorsEnd = source + (((<usize>count) & ~3) << 2);
  const end = source + ((<usize>count) << 2);
  for (; source < vectorsEnd; source += 16, target += 16) v128.store(target, v128.load(source));
  for (; source < end; source += 4, target += 4) store<f32>(target, load<f32>(source));
}

/**
 * Packs a filter, or every s-th row and column of one, in panels of 8 output channels, `[panel][row][column][channel][8]`,
 * the last filled up with zeros. Steps are counted in values and may be negative, so that a filter can also be reversed
 * and its channels exchanged.
 */
export function packFilter(
  filter: usize,
  panels: usize,
  rows: i32,
  rowStep: i32,
  columns: i32,
  columnStep: i32,
  channels: i32,
  channelStep: i32,
  outChannels: i32,
  outStep: i32,
): void {
  for (let first = 0; first < outChannels; first += 8) {
    const present = min(8, outChannels - first);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let index = first * outStep + row * rowStep + column * columnStep;
        for (let channel = 0; channel < channels; channel++) {
          for (let out = 0; out < present; out++) {
            store<f32>(
              panels + ((<usize>out) << 2),
              load<f32>(filter + ((<usize>(index + out * outStep)) << 2)),
            );
          }
          for (let out = present; out < 8; out++) store<f32>(panels + ((<usize>out) << 2), 0);
          index += channelStep;
          panels += 32;
        }
      }
    }
  }
}

/**
 * Lists where each pixel of a convolution begins to read and where it writes, as pairs of offsets in bytes, row by row.
 * The last pixel is repeated until their number is a multiple of {@link pixelsAtOnce}.
 */
export function listPixels(
  list: usize,
  rows: i32,
  columns: i32,
  source: i32,
  sourceRow: i32,
  sourceColumn: i32,
  target: i32,
  targetRow: i32,
  targetColumn: i32,
): void {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<i32>(list, source + row * sourceRow + column * sourceColumn);
      store<i32>(list, target + row * targetRow + column * targetColumn, 4);
      list += 8;
      count++;
    }
  }
  for (; count % pixelsAtOnce != 0; count++) {
    store<u64>(list, load<u64>(list - 8));
    list += 8;
  }
}
