import type { Fields, Image } from '@augmix/core';
import { fieldOr, requireArgument, requireRgb } from './internal/argument.js';
import { spatterOnKernels } from './internal/fast/spatter.js';
import { gaussianFilter } from './internal/gaussian.js';
import { drawSeed, normalField } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { waterMask } from './internal/spatter/water.js';

type Row = readonly [
  loc: number,
  scale: number,
  sigma: number,
  threshold: number,
  intensity: number,
  liquid: 'water' | 'mud',
];
const table: SeverityTable<Row> = {
  cifar: [
    [0.62, 0.1, 0.7, 0.7, 0.5, 'water'],
    [0.65, 0.1, 0.8, 0.7, 0.5, 'water'],
    [0.65, 0.3, 1, 0.69, 0.5, 'water'],
    [0.65, 0.1, 0.7, 0.69, 0.6, 'mud'],
    [0.65, 0.1, 0.5, 0.68, 0.6, 'mud'],
  ],
  tiny: [
    [0.62, 0.1, 0.7, 0.7, 0.6, 'water'],
    [0.65, 0.1, 0.8, 0.7, 0.6, 'water'],
    [0.65, 0.3, 1, 0.69, 0.6, 'water'],
    [0.65, 0.1, 0.7, 0.68, 0.6, 'mud'],
    [0.65, 0.1, 0.5, 0.67, 0.6, 'mud'],
  ],
  imagenet: [
    [0.65, 0.3, 4, 0.69, 0.6, 'water'],
    [0.65, 0.3, 3, 0.68, 0.6, 'water'],
    [0.65, 0.3, 2, 0.68, 0.5, 'water'],
    [0.65, 0.3, 1, 0.65, 1.5, 'mud'],
    [0.67, 0.4, 1, 0.65, 1.5, 'mud'],
  ],
  inception: [
    [0.65, 0.3, 4, 0.69, 0.9, 'water'],
    [0.65, 0.3, 3.5, 0.68, 0.9, 'water'],
    [0.65, 0.3, 3, 0.68, 0.8, 'water'],
    [0.65, 0.3, 1.2, 0.65, 1.8, 'mud'],
    [0.67, 0.4, 1.2, 0.65, 1.8, 'mud'],
  ],
};

/**
 * Parameters of {@link spatter}.
 *
 * @example
 * ```ts
 * import type { SpatterParams } from '@augmix/corruptions';
 * const layer = { loc: 0.65, scale: 0.3, sigma: 4, threshold: 0.69 };
 * const params: SpatterParams = { ...layer, intensity: 0.6, liquid: 'water', seed: 1 };
 * ```
 */
export interface SpatterParams {
  /** Mean of the layer's normal noise. */
  loc: number;
  /** Its standard deviation. */
  scale: number;
  /** Standard deviation in pixels of the Gaussian that makes drops of it, at least 0. */
  sigma: number;
  /** Values of the layer below this are no drops. */
  threshold: number;
  /** For water how strong the colour is; for mud the standard deviation in pixels of a second Gaussian. */
  intensity: number;
  /** Water lightens the image, mud covers it. */
  liquid: 'water' | 'mud';
  /** Key of the layer, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Drops of water or splashes of mud on the lens. Water is OpenCV's Canny edges, distances, an equalised histogram and an
 * emboss filter, in this order.
 *
 * A layer without a single drop leaves the image as it is, where the benchmark divides by 0.
 *
 * Source: the extra corruption `spatter` of Hendrycks and Dietterich, ICLR 2019.
 *
 * @param fields `normal`: standard normal noise of the layer to use instead of drawing it, one value per pixel
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels; `INVALID_ARGUMENT` when a parameter is out of
 * range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { spatter } from '@augmix/corruptions';
 * const params = { loc: 1, scale: 0, sigma: 1, threshold: 0.5, intensity: 1, liquid: 'mud', seed: 1 } as const;
 * spatter(createImage(4, 4, 3), params).data.slice(0, 3).join(' '); // => '63 42 20'
 * ```
 */
export function spatter(image: Image, params: SpatterParams, fields?: Fields): Image {
  requireRgb('spatter', image);
  const { loc, scale, sigma, threshold, intensity, liquid, seed } = params;
  requireArgument(sigma >= 0 && sigma < Infinity, 'sigma', sigma, 'a finite number of at least 0');
  requireArgument(
    intensity >= 0 && intensity < Infinity,
    'intensity',
    intensity,
    'a finite number of at least 0',
  );
  requireArgument(liquid === 'water' || liquid === 'mud', 'liquid', liquid, 'water or mud');

  const fast = fields ? undefined : spatterOnKernels(image, params);
  if (fast) return fast;
  const { width, height } = image;
  const shape = { width, height, channels: 1 };
  const noise = fieldOr(fields, 'normal', width * height, () => normalField(width * height, seed));
  const layer = new Float64Array(noise.length);
  for (let index = 0; index < layer.length; index++) layer[index] = loc + scale * noise[index];
  gaussianFilter(layer, shape, sigma);
  for (let index = 0; index < layer.length; index++) if (layer[index] < threshold) layer[index] = 0;
  if (liquid === 'water')
    return colour(image, waterMask(layer, width, height, intensity), [175, 238, 238], 1);

  const mask = new Float32Array(layer.length);
  for (let index = 0; index < layer.length; index++) if (layer[index] > threshold) mask[index] = 1;
  gaussianFilter(mask, shape, intensity);
  const solid = fround(0.8);
  for (let index = 0; index < mask.length; index++) if (mask[index] < solid) mask[index] = 0;
  return colour(image, mask, [63, 42, 20], 0);
}

const { fround } = Math;
const units = Float32Array.from({ length: 256 }, (_, level) => level / 255);
/** What levels become without any liquid: single precision and cutting off make some of them one less. */
const dry = Uint8Array.from(units, (value) => fround(value * 255));

/** Adds a colour by a mask, in single precision; `kept` is what stays of the image where the mask is 1. */
function colour(image: Image, mask: Float32Array, rgb: readonly number[], kept: 0 | 1): Image {
  const source = image.data;
  const liquid = Float32Array.from(rgb, (level) => level / 255);
  const data = new Uint8Array(source.length);
  for (let pixel = 0, index = 0; pixel < mask.length; pixel++) {
    const share = mask[pixel];
    if (share === 0) {
      for (const end = index + 3; index < end; index++) data[index] = dry[source[index]];
      continue;
    }
    const left = kept ? 1 : fround(1 - share);
    for (let channel = 0; channel < 3; channel++, index++) {
      const value = fround(fround(units[source[index]] * left) + fround(share * liquid[channel]));
      data[index] = fround((value < 1 ? value : 1) * 255);
    }
  }
  return { ...image, data };
}

export const spatterCorruption = tabled(
  table,
  ([loc, scale, sigma, threshold, intensity, liquid], stream): SpatterParams => ({
    loc,
    scale,
    sigma,
    threshold,
    intensity,
    liquid,
    seed: drawSeed(stream),
  }),
  spatter,
);
