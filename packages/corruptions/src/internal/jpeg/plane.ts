import { codeColumn, forwardRow, inverseRow } from './dct.js';
import type { Quantization } from './quantization.js';

/** One colour component, row by row, with room for whole 8×8 blocks past the right and lower edge. */
export interface Plane {
  data: Uint8Array;
  /** Length of a row in `data`: the width, rounded up to whole blocks. */
  stride: number;
  /** Size without the room. */
  width: number;
  height: number;
}

const wholeBlocks = (length: number): number => Math.ceil(length / 8) * 8;

export function createPlane(width: number, height: number): Plane {
  const stride = wholeBlocks(width);
  return { data: new Uint8Array(stride * wholeBlocks(height)), stride, width, height };
}

/** Repeats the last pixel of a row in the room behind it. */
export function extendRow(rows: Uint8Array | Int32Array, start: number, width: number, stride: number): void {
  if (width < stride) rows.fill(rows[start + width - 1], start + width, start + stride);
}

/** Repeats the last row in the room below. */
export function extendDown({ data, stride, height }: Plane): void {
  const last = (height - 1) * stride;
  for (let row = last + stride; row < data.length; row += stride) data.copyWithin(row, last, last + stride);
}

const block = new Int32Array(64);

/** Makes of a plane what JPEG does: 8×8 blocks, transformed, quantised and transformed back. */
export function codePlane({ data, stride }: Plane, quantization: Quantization): void {
  const clamped = new Uint8ClampedArray(data.buffer);
  for (let top = 0; top < data.length; top += 8 * stride) {
    for (let left = top; left < top + stride; left += 8) {
      for (let row = 0; row < 8; row++) forwardRow(data, left + row * stride, block, 8 * row);
      for (let column = 0; column < 8; column++) codeColumn(block, column, quantization);
      for (let row = 0; row < 8; row++) inverseRow(block, 8 * row, clamped, left + row * stride);
    }
  }
}
