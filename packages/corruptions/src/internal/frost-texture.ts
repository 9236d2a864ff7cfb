import type { Size } from '@augmix/core';
import { anotherSeed, uniformField } from './noise.js';
import { plasmaFractal } from './plasma.js';

const { abs, max } = Math;
/** Side of the maps: a power of two that is at least the image's sides. */
export const frostMapSize = ({ width, height }: Size): number =>
  max(2 ** Math.ceil(Math.log2(max(width, height))), 2);

/**
 * A computed frost texture, `[height, width, 3]` with levels 0 … 255: ridges of one plasma fractal are the crystals,
 * another one says where they are dense. It stands in for the benchmark's photographs and is not like any of them.
 */
export function frostTexture({ width, height }: Size, seed: number): Float64Array {
  const size = frostMapSize({ width, height });
  const plasma = (decay: number, key: number): Float64Array =>
    plasmaFractal(size, decay, uniformField(size * size - 1, key));
  const crystals = plasma(1.35, seed);
  const density = plasma(2, anotherSeed(seed));
  const texture = new Float64Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = Math.floor(pixel / width) * size + (pixel % width);
    // Several ridges, one for each quarter of the range.
    const ridge = max(1 - 2 * abs(2 * ((4 * crystals[at]) % 1) - 1), 0);
    const brightness = 0.3 + density[at] * (0.25 + 0.45 * ridge);
    // A blue that whitens where the ice is thick.
    texture[3 * pixel] = 255 * brightness * (0.8 + 0.2 * ridge);
    texture[3 * pixel + 1] = 255 * brightness * (0.92 + 0.08 * ridge);
    texture[3 * pixel + 2] = 255 * brightness;
  }
  return texture;
}
