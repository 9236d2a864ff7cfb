import type { Image } from '@augmix/core';
import { clampByte, createPlane, type Plane } from './plane.js';

// The integer conversions between RGB and YCbCr of the Independent JPEG Group, in 16-bit fixed point.
const fixed = (value: number): number => Math.trunc(value * 65536 + 0.5);
const half = 1 << 15;
const chromaOffset = (128 << 16) + half - 1;

const [redToY, greenToY, blueToY] = [fixed(0.299), fixed(0.587), fixed(0.114)];
const [redToCb, greenToCb] = [fixed(0.16874), fixed(0.33126)];
const [greenToCr, blueToCr] = [fixed(0.41869), fixed(0.08131)];
const oneHalf = fixed(0.5);
const [crToRed, cbToBlue] = [fixed(1.402), fixed(1.772)];
const [crToGreen, cbToGreen] = [fixed(0.71414), fixed(0.34414)];

/** Splits RGB into the planes Y, Cb and Cr. */
export function rgbToYcc({ data, width, height }: Image): [Plane, Plane, Plane] {
  const y = createPlane(width, height);
  const cb = createPlane(width, height);
  const cr = createPlane(width, height);
  for (let pixel = 0, index = 0; pixel < width * height; pixel++) {
    const red = data[index++];
    const green = data[index++];
    const blue = data[index++];
    y.data[pixel] = (red * redToY + green * greenToY + blue * blueToY + half) >> 16;
    cb.data[pixel] = (blue * oneHalf - red * redToCb - green * greenToCb + chromaOffset) >> 16;
    cr.data[pixel] = (red * oneHalf - green * greenToCr - blue * blueToCr + chromaOffset) >> 16;
  }
  return [y, cb, cr];
}

/** Joins the planes Y, Cb and Cr to RGB. */
export function yccToRgb(y: Plane, cb: Plane, cr: Plane): Uint8Array {
  const data = new Uint8Array(3 * y.data.length);
  for (let pixel = 0; pixel < y.data.length; pixel++) {
    const luma = y.data[pixel];
    const blueness = cb.data[pixel] - 128;
    const redness = cr.data[pixel] - 128;
    const green = (half - cbToGreen * blueness - crToGreen * redness) >> 16;
    data[3 * pixel] = clampByte(luma + ((crToRed * redness + half) >> 16));
    data[3 * pixel + 1] = clampByte(luma + green);
    data[3 * pixel + 2] = clampByte(luma + ((cbToBlue * blueness + half) >> 16));
  }
  return data;
}
