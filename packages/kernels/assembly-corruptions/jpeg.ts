// What is left of an image after saving it as JPEG: 4:2:0 chroma, or a single plane for grey.
import { codePlane } from './jpeg-blocks';
import { downsampleRow, joinRow, splitRow, upsampleRow } from './jpeg-colours';

// @inline
function wholeBlocks(length: i32): i32 {
  return (length + 7) & ~7;
}

/** Repeats the last value of a row in the room behind it. */
// @inline
function extendRow(row: usize, width: i32, stride: i32): void {
  if (width < stride) memory.fill(row + width, load<u8>(row + width - 1), stride - width);
}

/** Repeats the last row of a plane in the room below. */
function extendDown(plane: usize, height: i32, stride: i32): void {
  const last = plane + (height - 1) * stride;
  for (let row = height; row < wholeBlocks(height); row++) {
    memory.copy(plane + row * stride, last, stride);
  }
}

export function jpegGrey(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  table: usize,
  plane: usize,
): void {
  const stride = wholeBlocks(width);
  for (let y = 0; y < height; y++) {
    memory.copy(plane + y * stride, source + y * width, width);
    extendRow(plane + y * stride, width, stride);
  }
  extendDown(plane, height, stride);
  codePlane(plane, stride, wholeBlocks(height), table);
  for (let y = 0; y < height; y++) memory.copy(target + y * width, plane + y * stride, width);
}

/**
 * @param scratch planes, and rows of colours: at least `2 · (width + 16) · (height + 16) + 8 · width + 512` bytes
 */
export function jpegColour(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  luminance: usize,
  chrominance: usize,
  scratch: usize,
): void {
  const stride = wholeBlocks(width);
  const rows = wholeBlocks(height);
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  const halfStride = wholeBlocks(halfWidth);
  const halfRows = wholeBlocks(halfHeight);
  const y = scratch;
  const cb = y + stride * rows;
  const cr = cb + halfStride * halfRows;
  // Rows of the full size, of which vectors overrun the end.
  const line = <usize>(2 * halfStride + 32);
  const cbRow = cr + halfStride * halfRows + 64;
  const crRow = cbRow + 2 * line;
  const sums = crRow + 2 * line;

  for (let at = 0; at < height; at++) {
    const odd = at & 1 ? line : 0;
    splitRow(source + 3 * at * width, width, y + at * stride, cbRow + odd, crRow + odd);
    extendRow(y + at * stride, width, stride);
    extendRow(cbRow + odd, width, 2 * halfStride);
    extendRow(crRow + odd, width, 2 * halfStride);
    if (odd || at === height - 1) {
      const to = (at >> 1) * halfStride;
      downsampleRow(cbRow, cbRow + odd, cb + to, halfStride);
      downsampleRow(crRow, crRow + odd, cr + to, halfStride);
    }
  }
  extendDown(y, height, stride);
  extendDown(cb, halfHeight, halfStride);
  extendDown(cr, halfHeight, halfStride);
  codePlane(y, stride, rows, luminance);
  codePlane(cb, halfStride, halfRows, chrominance);
  codePlane(cr, halfStride, halfRows, chrominance);

  for (let at = 0; at < height; at++) {
    const near = (at >> 1) * halfStride;
    const next = min(max((at >> 1) + (at & 1 ? 1 : -1), 0), halfHeight - 1) * halfStride;
    upsampleRow(cb + near, cb + next, halfWidth, cbRow, sums);
    upsampleRow(cr + near, cr + next, halfWidth, crRow, sums);
    joinRow(y + at * stride, cbRow, crRow, target + 3 * at * width, width);
  }
}
