// 3×3 convolutions with stride 1 by Winograd's F(4×4, 3×3): a quarter of the multiplications. Tiles of the input and the
// filter are transformed, multiplied as 36 matrices, and the products transformed back, a block of tiles at a time that
// stays in the second-level cache. Channels are multiples of 4.
import { addTransposedProduct, multiply, rowsAtOnce } from './product';
import { transformFilterGradients, transformFilters } from './winograd-filter';
import {
  tileBytes,
  transformInputTiles,
  transformOutputGradientTiles,
  transformOutputTiles,
} from './winograd-tiles';

/** Bytes of transformed input, and of products, that a block should take. */
const blockBytes: i32 = 400 << 10;

/** Keeps the 36 planes, whose size is often a power of two, from falling into the same lines of the cache. */
const planeSkew: usize = 64;

// @inline
function tilesAlong(size: i32): i32 {
  return (size + 3) >> 2;
}

// @inline
function paddedTo8(channels: i32): i32 {
  return (channels + 7) & ~7;
}

/** How many rows of tiles make up a block. */
function rowsOfBlock(batch: i32, outHeight: i32, outWidth: i32, channels: i32, outChannels: i32): i32 {
  const rowBytes = tilesAlong(outWidth) * 36 * 4 * max(channels, paddedTo8(outChannels));
  return max(1, min(batch * tilesAlong(outHeight), blockBytes / rowBytes));
}

// @inline
function paddedTiles(tiles: i32): i32 {
  return ((tiles + rowsAtOnce - 1) / rowsAtOnce) * rowsAtOnce;
}

// @inline
function planeBytesOf(tiles: i32, channels: i32): usize {
  return ((<usize>(paddedTiles(tiles) * channels)) << 2) + planeSkew;
}

/** Bytes of scratch memory for {@link winogradConvolution} and {@link winogradFilterGradient}. */
export function winogradScratch(
  batch: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
): usize {
  const tiles = rowsOfBlock(batch, outHeight, outWidth, channels, outChannels) * tilesAlong(outWidth);
  const paddedOut = paddedTo8(outChannels);
  return (
    2 * tileBytes +
    ((<usize>max(width * channels, outWidth * outChannels)) << 2) +
    ((<usize>(36 * channels * paddedOut)) << 2) +
    36 * (planeBytesOf(tiles, channels) + planeBytesOf(tiles, paddedOut))
  );
}

/**
 * y = x ∗ filter. `x` is `[batch, height, width, channels]`, the filter is packed in panels of 8 output channels, the last
 * filled up with zeros, `[panel][3][3][channel][8]`, `y` is `[batch, outHeight, outWidth, outChannels]`; `top` and `left` are the padding before the first row and column.
 */
export function winogradConvolution(
  x: usize,
  panels: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  top: i32,
  left: i32,
  scratch: usize,
): void {
  const rowsAtMost = rowsOfBlock(batch, outHeight, outWidth, channels, outChannels);
  const tilesWide = tilesAlong(outWidth);
  const tilesHigh = tilesAlong(outHeight);
  const paddedOut = paddedTo8(outChannels);
  const tile = scratch;
  const zeros = tile + 2 * tileBytes;
  const zeroBytes = (<usize>(width * channels)) << 2;
  const filters = zeros + zeroBytes;
  const filterBytes = (<usize>(channels * paddedOut)) << 2;
  const inputs = filters + 36 * filterBytes;
  const inputBytes = planeBytesOf(rowsAtMost * tilesWide, channels);
  const products = inputs + 36 * inputBytes;
  const productBytes = planeBytesOf(rowsAtMost * tilesWide, paddedOut);
  memory.fill(zeros, 0, zeroBytes);
  // Rows of the matrices beyond the last tile are multiplied as well: whatever lies there must not be slow to work with.
  memory.fill(inputs, 0, 36 * inputBytes);
  transformFilters(panels, filters, channels, paddedOut, filterBytes, tile);

  const imageBytes = (<usize>(height * width * channels)) << 2;
  const outImageBytes = (<usize>(outHeight * outWidth * outChannels)) << 2;
  const inputRow = (<usize>(tilesWide * channels)) << 2;
  const productRow = (<usize>(tilesWide * paddedOut)) << 2;
  const rows = batch * tilesHigh;
  for (let first = 0; first < rows; first += rowsAtMost) {
    const count = min(rowsAtMost, rows - first);
    for (let i = 0; i < count; i++) {
      const image = (first + i) / tilesHigh;
      const row = (first + i) % tilesHigh;
      transformInputTiles(
        x + <usize>image * imageBytes,
        height,
        width,
        channels,
        (row << 2) - top,
        -left,
        tilesWide,
        inputs + <usize>i * inputRow,
        inputBytes,
        zeros,
        tile,
      );
    }
    const tiles = paddedTiles(count * tilesWide);
    for (let plane: usize = 0; plane < 36; plane++) {
      multiply(
        inputs + plane * inputBytes,
        filters + plane * filterBytes,
        products + plane * productBytes,
        tiles,
        channels,
        paddedOut,
      );
    }
    for (let i = 0; i < count; i++) {
      const image = (first + i) / tilesHigh;
      const row = (first + i) % tilesHigh;
      transformOutputTiles(
        products + <usize>i * productRow,
        productBytes,
        (<usize>paddedOut) << 2,
        y + <usize>image * outImageBytes,
        outHeight,
        outWidth,
        outChannels,
        row << 2,
        tilesWide,
        tile,
      );
    }
  }
}

/** The gradient of the filter of that convolution, from `x` and the gradient `dy` of its output. */
export function winogradFilterGradient(
  x: usize,
  dy: usize,
  filterGradient: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  top: i32,
  left: i32,
  scratch: usize,
): void {
  const rowsAtMost = rowsOfBlock(batch, outHeight, outWidth, channels, outChannels);
  const tilesWide = tilesAlong(outWidth);
  const tilesHigh = tilesAlong(outHeight);
  const paddedOut = paddedTo8(outChannels);
  const tile = scratch;
  const zeros = tile + 2 * tileBytes;
  const zeroBytes = (<usize>max(width * channels, outWidth * outChannels)) << 2;
  const sums = zeros + zeroBytes;
  const sumBytes = (<usize>(channels * paddedOut)) << 2;
  const inputs = sums + 36 * sumBytes;
  const inputBytes = planeBytesOf(rowsAtMost * tilesWide, channels);
  const gradients = inputs + 36 * inputBytes;
  const gradientBytes = planeBytesOf(rowsAtMost * tilesWide, paddedOut);
  memory.fill(zeros, 0, zeroBytes + 36 * sumBytes);
  // The transform leaves the columns beyond the output channels as they are.
  if (outChannels & 4) memory.fill(gradients, 0, 36 * gradientBytes);

  const imageBytes = (<usize>(height * width * channels)) << 2;
  const outImageBytes = (<usize>(outHeight * outWidth * outChannels)) << 2;
  const inputRow = (<usize>(tilesWide * channels)) << 2;
  const gradientRow = (<usize>(tilesWide * paddedOut)) << 2;
  const rows = batch * tilesHigh;
  for (let first = 0; first < rows; first += rowsAtMost) {
    const count = min(rowsAtMost, rows - first);
    for (let i = 0; i < count; i++) {
      const image = (first + i) / tilesHigh;
      const row = (first + i) % tilesHigh;
      transformInputTiles(
        x + <usize>image * imageBytes,
        height,
        width,
        channels,
        (row << 2) - top,
        -left,
        tilesWide,
        inputs + <usize>i * inputRow,
        inputBytes,
        zeros,
        tile,
      );
      transformOutputGradientTiles(
        dy + <usize>image * outImageBytes,
        outHeight,
        outWidth,
        outChannels,
        row << 2,
        tilesWide,
        gradients + <usize>i * gradientRow,
        gradientBytes,
        (<usize>paddedOut) << 2,
        zeros,
        tile,
      );
    }
    for (let plane: usize = 0; plane < 36; plane++) {
      addTransposedProduct(
        inputs + plane * inputBytes,
        gradients + plane * gradientBytes,
        sums + plane * sumBytes,
        count * tilesWide,
        channels,
        paddedOut,
      );
    }
  }
  transformFilterGradients(sums, filterGradient, channels, outChannels, paddedOut, tile);
}
