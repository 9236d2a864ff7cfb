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

/** Rounds a coefficient, eight times too large, to a multiple of its divisor: half away from zero. */
function quantize(coefficient: number, divisor: number): number {
  const scaled = divisor * 8;
  const level = Math.floor((Math.abs(coefficient) + (scaled >> 1)) / scaled);
  return (coefficient < 0 ? -level : level) * divisor;
}

/**
 * What JPEG makes of a plane: 8×8 blocks, transformed, quantised and transformed back. Past the edges a block goes on
 * with the last column and row.
 */
export function codePlane({ data, width, height }: Plane, divisors: Int32Array): Plane {
  const result = createPlane(width, height);
  const block = new Int32Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let index = 0; index < 64; index++) {
        const y = Math.min(top + (index >> 3), height - 1);
        const x = Math.min(left + (index & 7), width - 1);
        block[index] = data[y * width + x] - 128;
      }
      forwardDct(block);
      for (let index = 0; index < 64; index++) block[index] = quantize(block[index], divisors[index]);
      inverseDct(block);
      for (let y = top; y < Math.min(top + 8, height); y++) {
        for (let x = left; x < Math.min(left + 8, width); x++) {
          result.data[y * width + x] = clampByte(block[(y - top) * 8 + x - left] + 128);
        }
      }
    }
  }
  return result;
}
