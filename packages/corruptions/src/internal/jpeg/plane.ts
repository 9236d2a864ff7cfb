import { forwardDct, inverseDct } from './dct.js';

/** One colour component, row by row. */
export interface Plane {
  data: Uint8Array;
  width: number;
  height: number;
}

export function createPlane(width: number, height: number): Plane {
  return { data: new Uint8Array(width * height), width, height };
}

export const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Rounds coefficients, eight times too large, to multiples of their divisors: half away from zero. */
function quantize(block: Int32Array, divisors: Int32Array): void {
  for (let index = 0; index < 64; index++) {
    const scaled = divisors[index] << 3;
    const value = block[index];
    const level = (((value < 0 ? -value : value) + (scaled >> 1)) / scaled) | 0;
    block[index] = (value < 0 ? -level : level) * divisors[index];
  }
}

/** Copies the 8×8 samples from `left`, `top` on, less 128; past the edges go on the last column and row. */
function readBlock({ data, width, height }: Plane, left: number, top: number, block: Int32Array): void {
  for (let index = 0; index < 64; index++) {
    const y = top + (index >> 3);
    const x = left + (index & 7);
    block[index] = data[(y < height ? y : height - 1) * width + (x < width ? x : width - 1)] - 128;
  }
}

function writeBlock(block: Int32Array, { data, width, height }: Plane, left: number, top: number): void {
  for (let index = 0; index < 64; index++) {
    const y = top + (index >> 3);
    const x = left + (index & 7);
    if (y < height && x < width) data[y * width + x] = clampByte(block[index] + 128);
  }
}

/**
 * What JPEG makes of a plane: 8×8 blocks, transformed, quantised and transformed back.
 */
export function codePlane(plane: Plane, divisors: Int32Array): Plane {
  const result = createPlane(plane.width, plane.height);
  const block = new Int32Array(64);
  for (let top = 0; top < plane.height; top += 8) {
    for (let left = 0; left < plane.width; left += 8) {
      readBlock(plane, left, top, block);
      forwardDct(block);
      quantize(block, divisors);
      inverseDct(block);
      writeBlock(block, result, left, top);
    }
  }
  return result;
}
