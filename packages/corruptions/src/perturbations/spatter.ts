import type { Fields, Image } from '@augmix/core';
import { fieldOr, requireArgument, requireRgb } from '../internal/argument.js';
import { gaussianFilter } from '../internal/gaussian.js';
import { drawSeed, normalField } from '../internal/noise.js';
import { presetSequence } from '../internal/sequence/preset-sequence.js';
import { waterMask } from '../internal/spatter/water.js';

/**
 * Parameters of {@link spatterFrames}.
 *
 * @example
 * ```ts
 * import type { SpatterFramesParams } from '@augmix/corruptions';
 * const layer = { loc: 0.6, scale: 0.265, sigma: 1.75, threshold: 0.7, seed: 1 };
 * const params: SpatterFramesParams = { ...layer, intensity: 0.6, drip: [0.2, 0.8], count: 31 };
 * ```
 */
export interface SpatterFramesParams {
  /** Mean of the layer's normal noise. */
  loc: number;
  /** Its standard deviation. */
  scale: number;
  /** Standard deviation in pixels of the Gaussian that makes drops of it, at least 0. */
  sigma: number;
  /** Values of the layer below this are no drops. */
  threshold: number;
  /** How strong the water's colour is. */
  intensity: number;
  /** What every column of the layer is convolved with after each frame; weights at the end carry it downwards. */
  drip: readonly number[];
  /** Number of frames. */
  count: number;
  /** Key of the layer, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Drops of water that run down and dry up.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `spatter`, for validation.
 *
 * @param fields `normal`: standard normal noise of the layer to use instead of drawing it, one value per pixel
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels; `INVALID_ARGUMENT` when a parameter is out of
 * range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { spatterFrames } from '@augmix/corruptions';
 * const layer = { loc: 0.6, scale: 0.265, sigma: 1.75, threshold: 0.7, seed: 1 };
 * const params = { ...layer, intensity: 0.6, drip: [0.2, 0.8], count: 3 };
 * // The strongest water is intensity · 238 of blue.
 * [...spatterFrames(createImage(32, 32, 3), params)].map(({ data }) => Math.max(...data)).join(' '); // => '142 142 142'
 * ```
 */
export function* spatterFrames(
  image: Image,
  params: SpatterFramesParams,
  fields?: Fields,
): Generator<Image, void> {
  requireRgb('spatter', image);
  const { loc, scale, sigma, threshold, intensity, drip, count, seed } = params;
  requireArgument(sigma >= 0 && sigma < Infinity, 'sigma', sigma, 'a finite number of at least 0');
  requireArgument(
    intensity >= 0 && intensity < Infinity,
    'intensity',
    intensity,
    'a finite number of at least 0',
  );
  requireArgument(Number.isInteger(count) && count >= 0, 'count', count, 'a whole number of at least 0');
  const { width, height } = image;
  const noise = fieldOr(fields, 'normal', width * height, () => normalField(width * height, seed));
  let layer = Float64Array.from(noise, (value) => loc + scale * value);
  gaussianFilter(layer, { width, height, channels: 1 }, sigma);
  for (let index = 0; index < layer.length; index++) if (layer[index] < threshold) layer[index] = 0;
  for (let frame = 0; frame < count; frame++) {
    yield wet(image, waterMask(layer, width, height, intensity));
    layer = dripped(layer, width, drip);
  }
}

/** NumPy's `convolve(column, weights, 'same')` for every column. */
function dripped(layer: Float64Array, width: number, weights: readonly number[]): Float64Array<ArrayBuffer> {
  const lead = Math.floor((weights.length - 1) / 2);
  return Float64Array.from(layer, (_, index) => {
    let sum = 0;
    // From the upper end, as NumPy adds.
    for (let tap = weights.length - 1; tap >= 0; tap--) {
      const source = index + (lead - tap) * width;
      if (source >= 0 && source < layer.length) sum += layer[source] * weights[tap];
    }
    return sum;
  });
}

const water = [175, 238, 238].map((level) => Math.fround(level / 255));

/** Adds pale turquoise, in single precision. */
function wet(image: Image, mask: Float32Array): Image {
  const { fround } = Math;
  const data = new Uint8Array(image.data.length);
  for (let index = 0; index < data.length; index++) {
    const added = fround(mask[Math.floor(index / 3)] * water[index % 3]);
    const value = fround(fround(image.data[index] / 255) + added);
    data[index] = fround(Math.min(value, 1) * 255);
  }
  return { ...image, data };
}

type Row = Omit<SpatterFramesParams, 'seed'>;
const drops = (
  loc: number,
  scale: number,
  sigma: number,
  threshold: number,
  drip: readonly number[],
): Row => ({ loc, scale, sigma, threshold, intensity: 0.6, drip, count: 31 });
const short = [0.2, 0.8] as const;
const long = [0.05, 0.1, 0.15, 0.7] as const;

export const spatterPerturbation = presetSequence({
  table: {
    cifar: drops(0.6, 0.265, 1.75, 0.7, short),
    tiny: drops(0.6, 0.25, 1.75, 0.7, short),
    imagenet: drops(0.65, 0.27, 3.7, 0.69, long),
    inception: drops(0.65, 0.3, 4, 0.69, long),
  },
  when: 'before',
  draw: (row, stream): SpatterFramesParams => ({ ...row, seed: drawSeed(stream) }),
  frames: spatterFrames,
});
