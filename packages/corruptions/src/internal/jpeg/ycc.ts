import type { Image } from '@augmix/core';
import { downsampleRows, upsampleRow } from './chroma.js';
import { createPlane, extendDown, extendRow, type Plane } from './plane.js';

/**
 * The integer conversions between RGB and YCbCr of the Independent JPEG Group, in 16-bit fixed point. An enumeration,
 * because bundlers write its values into the code, but make of a module's constants variables, which are slower.
 */
const enum Fixed {
  half = 1 << 15,
  chromaOffset = (128 << 16) + half - 1,
  redToY = (0.299 * 65536 + 0.5) | 0,
  greenToY = (0.587 * 65536 + 0.5) | 0,
  blueToY = (0.114 * 65536 + 0.5) | 0,
  redToCb = (0.16874 * 65536 + 0.5) | 0,
  greenToCb = (0.33126 * 65536 + 0.5) | 0,
  greenToCr = (0.41869 * 65536 + 0.5) | 0,
  blueToCr = (0.08131 * 65536 + 0.5) | 0,
  oneHalf = half,
  crToRed = (1.402 * 65536 + 0.5) | 0,
  cbToBlue = (1.772 * 65536 + 0.5) | 0,
  crToGreen = (0.71414 * 65536 + 0.5) | 0,
  cbToGreen = (0.34414 * 65536 + 0.5) | 0,
}

/** A plane of brightness and two of colour at Fixed.half its size (4:2:0). */
export type Ycc = readonly [y: Plane, cb: Plane, cr: Plane];

/** Splits RGB into planes. Colours are halved two rows at a time, so that they never fill planes of the full size. */
export function rgbToYcc({ data, width, height }: Image): Ycc {
  const y = createPlane(width, height);
  const cb = createPlane(Math.ceil(width / 2), Math.ceil(height / 2));
  const cr = createPlane(cb.width, cb.height);
  const stride = 2 * cb.stride;
  const colours = new Int32Array(2 * stride);
  for (let row = 0; row < height; row++) {
    const start = row & 1 ? stride : 0;
    splitRow(data, 3 * row * width, width, y.data, row * y.stride, colours, start);
    extendRow(y.data, row * y.stride, width, y.stride);
    extendRow(colours, start, width, stride);
    if (row === height - 1 && start === 0) colours.copyWithin(stride, 0, stride);
    if (row === height - 1 || start > 0) downsampleRows(colours, cb, cr, row >> 1);
  }
  for (const plane of [y, cb, cr]) extendDown(plane);
  return [y, cb, cr];
}

function splitRow(
  data: Uint8Array,
  from: number,
  width: number,
  y: Uint8Array,
  yStart: number,
  colours: Int32Array,
  start: number,
): void {
  for (let x = 0; x < width; x++, from += 3) {
    const red = data[from];
    const green = data[from + 1];
    const blue = data[from + 2];
    y[yStart + x] =
      (Math.imul(red, Fixed.redToY) +
        Math.imul(green, Fixed.greenToY) +
        Math.imul(blue, Fixed.blueToY) +
        Fixed.half) >>
      16;
    const cb =
      Math.imul(blue, Fixed.oneHalf) -
      Math.imul(red, Fixed.redToCb) -
      Math.imul(green, Fixed.greenToCb) +
      Fixed.chromaOffset;
    const cr =
      Math.imul(red, Fixed.oneHalf) -
      Math.imul(green, Fixed.greenToCr) -
      Math.imul(blue, Fixed.blueToCr) +
      Fixed.chromaOffset;
    colours[start + x] = (cb & 0xff0000) | (cr >> 16);
  }
}

/** Joins planes to RGB. */
export function yccToRgb([y, cb, cr]: Ycc): Uint8Array {
  const { width, height, stride } = y;
  const data = new Uint8Array(3 * width * height);
  const clamped = new Uint8ClampedArray(data.buffer);
  const colours = new Int32Array(2 * cb.width);
  for (let row = 0; row < height; row++) {
    upsampleRow(cb, cr, row, colours);
    joinRow(y.data, row * stride, colours, clamped, 3 * row * width, width);
  }
  return data;
}

function joinRow(
  y: Uint8Array,
  start: number,
  colours: Int32Array,
  data: Uint8ClampedArray,
  to: number,
  width: number,
): void {
  for (let x = 0; x < width; x++, to += 3) {
    const luma = y[start + x];
    const blueness = (colours[x] >> 20) - 128;
    const redness = ((colours[x] >> 4) & 255) - 128;
    const green = Fixed.half - Math.imul(Fixed.cbToGreen, blueness) - Math.imul(Fixed.crToGreen, redness);
    data[to] = (luma + ((Math.imul(Fixed.crToRed, redness) + Fixed.half) >> 16)) | 0;
    data[to + 1] = (luma + (green >> 16)) | 0;
    data[to + 2] = (luma + ((Math.imul(Fixed.cbToBlue, blueness) + Fixed.half) >> 16)) | 0;
  }
}
