// Winograd transforms of one row of tiles: 4×4 pixels of the output each, of which the last ones may be cut off. Pixels
// outside an image count as zeros: rows are read from a row of zeros, columns are skipped. Channels are multiples of 4.
import { transformInput, transformOutput, transformOutputGradient } from './winograd-transforms';

/** Bytes that a tile of 6×6 vectors takes between the two passes of a transform. */
export const tileBytes: usize = 36 * 16;

/** Row `row` of an image, or zeros where it has no such row. */
// @inline
function rowOf(image: usize, row: i32, height: i32, rowBytes: usize, zeros: usize): usize {
  return <u32>row < <u32>height ? image + <usize>row * rowBytes : zeros;
}

/** Input tiles of 6×6 pixels; value (i, j) of each goes to plane 6 i + j of `planes`, `[tile][channel]`. */
export function transformInputTiles(
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  firstRow: i32,
  firstColumn: i32,
  tiles: i32,
  planes: usize,
  planeBytes: usize,
  zeros: usize,
  tile: usize,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const rowBytes = <usize>width * pixelBytes;
  const row0 = rowOf(image, firstRow, height, rowBytes, zeros);
  const row1 = rowOf(image, firstRow + 1, height, rowBytes, zeros);
  const row2 = rowOf(image, firstRow + 2, height, rowBytes, zeros);
  const row3 = rowOf(image, firstRow + 3, height, rowBytes, zeros);
  const row4 = rowOf(image, firstRow + 4, height, rowBytes, zeros);
  const row5 = rowOf(image, firstRow + 5, height, rowBytes, zeros);
  do {
    let channel: usize = 0;
    do {
      let column = firstColumn;
      let at = tile;
      let pixel = <usize>column * pixelBytes + channel;
      do {
        if (<u32>column < <u32>width) {
          transformInput(
            v128.load(row0 + pixel),
            v128.load(row1 + pixel),
            v128.load(row2 + pixel),
            v128.load(row3 + pixel),
            v128.load(row4 + pixel),
            v128.load(row5 + pixel),
            at,
            96,
          );
        } else {
          const zero = f32x4.splat(0);
          v128.store(at, zero);
          v128.store(at, zero, 96);
          v128.store(at, zero, 192);
          v128.store(at, zero, 288);
          v128.store(at, zero, 384);
          v128.store(at, zero, 480);
        }
        column++;
        pixel += pixelBytes;
        at += 16;
      } while (column < firstColumn + 6);
      at = tile;
      let plane = planes;
      do {
        transformInput(
          v128.load(at),
          v128.load(at, 16),
          v128.load(at, 32),
          v128.load(at, 48),
          v128.load(at, 64),
          v128.load(at, 80),
          plane,
          planeBytes,
        );
        plane += 6 * planeBytes;
        at += 96;
      } while (at < tile + tileBytes);
      planes += 16;
      channel += 16;
    } while (channel < pixelBytes);
    firstColumn += 4;
  } while (--tiles);
}

/** Tiles of 4×4 pixels of the output's gradient, as above; a pixel of the planes may be wider than one of the image. */
export function transformOutputGradientTiles(
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  firstRow: i32,
  tiles: i32,
  planes: usize,
  planeBytes: usize,
  planePixelBytes: usize,
  zeros: usize,
  tile: usize,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const rowBytes = <usize>width * pixelBytes;
  const row0 = rowOf(image, firstRow, height, rowBytes, zeros);
  const row1 = rowOf(image, firstRow + 1, height, rowBytes, zeros);
  const row2 = rowOf(image, firstRow + 2, height, rowBytes, zeros);
  const row3 = rowOf(image, firstRow + 3, height, rowBytes, zeros);
  let firstColumn = 0;
  do {
    let channel: usize = 0;
    do {
      let column = firstColumn;
      let at = tile;
      let pixel = <usize>column * pixelBytes + channel;
      do {
        if (column < width) {
          transformOutputGradient(
            v128.load(row0 + pixel),
            v128.load(row1 + pixel),
            v128.load(row2 + pixel),
            v128.load(row3 + pixel),
            at,
            64,
          );
        } else {
          const zero = f32x4.splat(0);
          v128.store(at, zero);
          v128.store(at, zero, 64);
          v128.store(at, zero, 128);
          v128.store(at, zero, 192);
          v128.store(at, zero, 256);
          v128.store(at, zero, 320);
        }
        column++;
        pixel += pixelBytes;
        at += 16;
      } while (column < firstColumn + 4);
      at = tile;
      let plane = planes + channel;
      do {
        transformOutputGradient(
          v128.load(at),
          v128.load(at, 16),
          v128.load(at, 32),
          v128.load(at, 48),
          plane,
          planeBytes,
        );
        plane += 6 * planeBytes;
        at += 64;
      } while (at < tile + 384);
      channel += 16;
    } while (channel < pixelBytes);
    planes += planePixelBytes;
    firstColumn += 4;
  } while (--tiles);
}

/** The opposite direction: planes of products become up to four rows of the output. */
export function transformOutputTiles(
  planes: usize,
  planeBytes: usize,
  planePixelBytes: usize,
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  firstRow: i32,
  tiles: i32,
  tile: usize,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const rowBytes = <usize>width * pixelBytes;
  const rows = min(4, height - firstRow);
  let output = image + <usize>firstRow * rowBytes;
  const passed = tile + 384;
  do {
    const columns = min(4, width);
    let channel: usize = 0;
    do {
      let at = tile;
      let plane = planes + channel;
      do {
        let next = plane;
        const m0 = v128.load(next);
        const m1 = v128.load((next += planeBytes));
        const m2 = v128.load((next += planeBytes));
        const m3 = v128.load((next += planeBytes));
        const m4 = v128.load((next += planeBytes));
        const m5 = v128.load((next += planeBytes));
        transformOutput(m0, m1, m2, m3, m4, m5, at, 16);
        plane = next + planeBytes;
        at += 64;
      } while (at < passed);
      at = tile;
      let pixel = output + channel;
      const columnsEnd = tile + ((<usize>columns) << 4);
      if (rows == 4) {
        do {
          transformColumn(at, pixel, rowBytes);
          pixel += pixelBytes;
          at += 16;
        } while (at < columnsEnd);
      } else {
        do {
          transformColumn(at, passed, 16);
          let target = pixel;
          let value = passed;
          do {
            v128.store(target, v128.load(value));
            target += rowBytes;
            value += 16;
          } while (value < passed + ((<usize>rows) << 4));
          pixel += pixelBytes;
          at += 16;
        } while (at < columnsEnd);
      }
      channel += 16;
    } while (channel < pixelBytes);
    planes += planePixelBytes;
    output += pixelBytes << 2;
    width -= 4;
  } while (--tiles);
}

// @inline
function transformColumn(at: usize, target: usize, step: usize): void {
  transformOutput(
    v128.load(at),
    v128.load(at, 64),
    v128.load(at, 128),
    v128.load(at, 192),
    v128.load(at, 256),
    v128.load(at, 320),
    target,
    step,
  );
}
