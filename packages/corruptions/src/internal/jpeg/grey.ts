import type { Image } from '@augmix/core';
import { codePlane, createPlane, extendDown, extendRow } from './plane.js';
import type { Quantization } from './quantization.js';

/** An image of one channel, coded: its values are a plane as they are. */
export function codeGrey({ data, width, height }: Image, quantization: Quantization): Uint8Array {
  const plane = createPlane(width, height);
  const { stride } = plane;
  for (let y = 0; y < height; y++) {
    plane.data.set(data.subarray(y * width, (y + 1) * width), y * stride);
    extendRow(plane.data, y * stride, width, stride);
  }
  extendDown(plane);
  codePlane(plane, quantization);
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    result.set(plane.data.subarray(y * stride, y * stride + width), y * width);
  }
  return result;
}
