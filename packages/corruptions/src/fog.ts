import type { Fields, Image } from '@augmix/core';
import { fieldOr, requireArgument } from './internal/argument.js';
import { fogOnKernels } from './internal/fast/weather.js';
import { drawSeed, uniformField } from './internal/noise.js';
import { plasmaFractal } from './internal/plasma.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit, toUnit } from './internal/unit-image.js';

type Row = readonly [thickness: number, decay: number];
const table: SeverityTable<Row> = {
  cifar: [
    [0.2, 3],
    [0.5, 3],
    [0.75, 2.5],
    [1, 2],
    [1.5, 1.75],
  ],
  tiny: [
    [0.4, 3],
    [0.7, 3],
    [1, 2.5],
    [1.5, 2],
    [2, 1.75],
  ],
  imagenet: [
    [1.5, 2],
    [2, 2],
    [2.5, 1.7],
    [2.5, 1.5],
    [3, 1.4],
  ],
  inception: [
    [1.5, 2],
    [2, 2],
    [2.5, 1.8],
    [2.5, 1.6],
    [3, 1.5],
  ],
};
const mapSizes = { cifar: 32, tiny: 64, imagenet: 256, inception: 512 };

/**
 * Parameters of {@link fog}.
 *
 * @example
 * ```ts
 * import type { FogParams } from '@augmix/corruptions';
 * const params: FogParams = { thickness: 1.5, decay: 2, mapSize: 256, seed: 1 };
 * ```
 */
export interface FogParams {
  /** Brightness of the thickest fog as a multiple of white, at least 0. */
  thickness: number;
  /** How much the roughness of the fog falls from scale to scale, at least 1; smaller is rougher. */
  decay: number;
  /**
   * Side of the map of fog in pixels, a power of two that is at least the image's sides. The benchmark's is 32, 64, 256
   * or 512; larger images take the next power of two.
   */
  mapSize: number;
  /** Key of the fog, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Fog: adds a plasma fractal, the same to all channels, and scales the image so that its brightest value stays.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `fog`.
 *
 * @param fields `random`: `mapSize² − 1` uniform numbers in [0, 1) to use instead of drawing them, in the order in
 * which the fractal's steps use them
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { fog } from '@augmix/corruptions';
 * const white = createImage(32, 32, 3, new Uint8Array(3072).fill(255));
 * const { data } = fog(white, { thickness: 1, decay: 2, mapSize: 32, seed: 1 });
 * Math.min(...data) >= 127; // => true
 * ```
 */
export function fog(image: Image, { thickness, decay, mapSize, seed }: FogParams, fields?: Fields): Image {
  const { width, height, channels } = image;
  requireArgument(
    thickness >= 0 && thickness < Infinity,
    'thickness',
    thickness,
    'a finite number of at least 0',
  );
  requireArgument(decay >= 1 && decay < Infinity, 'decay', decay, 'a finite number of at least 1');
  const isMap = Number.isInteger(Math.log2(mapSize)) && mapSize >= Math.max(width, height, 2);
  requireArgument(isMap, 'mapSize', mapSize, 'a power of two, at least 2 and the sides of the image');

  const fast = fields ? undefined : fogOnKernels(image, thickness, decay, mapSize, seed);
  if (fast) return fast;
  const count = mapSize * mapSize - 1;
  const random = fieldOr(fields, 'random', count, () => uniformField(count, seed));
  const map = plasmaFractal(mapSize, decay, random);
  const values = toUnit(image);
  let brightest = 0;
  for (let at = 0; at < values.length; at++) if (values[at] > brightest) brightest = values[at];
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const haze = thickness * map[y * mapSize + x];
      for (let channel = 0; channel < channels; channel++, index++) {
        values[index] = ((values[index] + haze) * brightest) / (brightest + thickness);
      }
    }
  }
  return fromUnit(image, values);
}

const powerOfTwoFrom = (side: number): number => 2 ** Math.ceil(Math.log2(side));

export const fogCorruption = tabled(
  table,
  ([thickness, decay], stream, { width, height }, preset): FogParams => ({
    thickness,
    decay,
    mapSize: Math.max(mapSizes[preset], powerOfTwoFrom(Math.max(width, height))),
    seed: drawSeed(stream),
  }),
  fog,
);
