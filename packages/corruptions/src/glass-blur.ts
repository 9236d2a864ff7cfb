import type { Fields, Image } from '@augmix/core';
import { fieldOr, requireArgument } from './internal/argument.js';
import { glassOnKernels } from './internal/fast/glass.js';
import { gaussianFilter } from './internal/gaussian.js';
import { anotherSeed, drawSeed, integerField } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { fromUnit, toUnit } from './internal/unit-image.js';

type Row = readonly [sigma: number, maxDelta: number, iterations: number];
const table: SeverityTable<Row> = {
  cifar: [
    [0.05, 1, 1],
    [0.25, 1, 1],
    [0.4, 1, 1],
    [0.25, 1, 2],
    [0.4, 1, 2],
  ],
  tiny: [
    [0.1, 1, 1],
    [0.5, 1, 1],
    [0.6, 1, 2],
    [0.7, 2, 1],
    [0.9, 2, 2],
  ],
  imagenet: [
    [0.7, 1, 2],
    [0.9, 2, 1],
    [1, 2, 3],
    [1.1, 3, 2],
    [1.5, 4, 2],
  ],
  inception: [
    [0.8, 1, 3],
    [1, 3, 1],
    [1.1, 2, 4],
    [1.2, 4, 2],
    [1.6, 5, 2],
  ],
};

/**
 * Parameters of {@link glassBlur}.
 *
 * @example
 * ```ts
 * import type { GlassBlurParams } from '@augmix/corruptions';
 * const params: GlassBlurParams = { sigma: 0.7, maxDelta: 1, iterations: 2, seed: 1 };
 * ```
 */
export interface GlassBlurParams {
  /** Standard deviation in pixels of the Gaussian before and after, at least 0. */
  sigma: number;
  /** Pixels are taken from at most this far, a whole number of at least 1. */
  maxDelta: number;
  /** How often the image is gone through, a whole number of at least 0. */
  iterations: number;
  /** Key of the displacements, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Frosted glass: a Gaussian blur, then pixels replaced by near ones, then the blur again. Byte for byte as the benchmark
 * for given displacements.
 *
 * The benchmark means to swap pixels but copies: a pixel gets its neighbour's colour, and the neighbour keeps it. It
 * goes from the lower right to the upper left, and displacements run from `−maxDelta` to `maxDelta − 1`, so content
 * moves by half a pixel. All of this is kept.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `glass_blur`.
 *
 * @param fields `dx` and `dy`: displacements to use instead of drawing them, one each for every visited pixel in the
 * order of visits, that is `iterations · (width − 2 · maxDelta) · (height − 2 · maxDelta)`
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { glassBlur } from '@augmix/corruptions';
 * const image = createImage(3, 3, 1, Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70, 80));
 * const fields = { dx: Float64Array.of(-1), dy: Float64Array.of(-1) };
 * const params = { sigma: 0, maxDelta: 1, iterations: 1, seed: 1 };
 * glassBlur(image, params, fields).data.join(' '); // => '0 10 20 30 40 50 60 70 40'
 * ```
 */
export function glassBlur(image: Image, params: GlassBlurParams, fields?: Fields): Image {
  const { sigma, maxDelta, iterations, seed } = params;
  requireArgument(sigma >= 0 && sigma < Infinity, 'sigma', sigma, 'a finite number of at least 0');
  const isWhole = Number.isInteger(maxDelta) && maxDelta >= 1;
  requireArgument(isWhole, 'maxDelta', maxDelta, 'a whole number of at least 1');
  const isCount = Number.isInteger(iterations) && iterations >= 0;
  requireArgument(isCount, 'iterations', iterations, 'a whole number of at least 0');

  const fast = fields ? undefined : glassOnKernels(image, sigma, maxDelta, iterations, seed);
  if (fast) return fast;
  const { width, height, channels } = image;
  const visits = iterations * Math.max(width - 2 * maxDelta, 0) * Math.max(height - 2 * maxDelta, 0);
  const draw = (key: number) => (): Float64Array => integerField(visits, -maxDelta, maxDelta, key);
  const dx = fieldOr(fields, 'dx', visits, draw(seed));
  const dy = fieldOr(fields, 'dy', visits, draw(anotherSeed(seed)));

  const blurred = blur(image, sigma);
  const { data } = blurred;
  let visit = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let y = height - maxDelta; y > maxDelta; y--) {
      for (let x = width - maxDelta; x > maxDelta; x--, visit++) {
        const to = (y * width + x) * channels;
        const from = ((y + dy[visit]) * width + x + dx[visit]) * channels;
        for (let channel = 0; channel < channels; channel++) data[to + channel] = data[from + channel];
      }
    }
  }
  return blur(blurred, sigma);
}

function blur(image: Image, sigma: number): Image {
  const values = toUnit(image);
  gaussianFilter(values, image, sigma);
  return fromUnit(image, values);
}

export const glassBlurCorruption = tabled(
  table,
  ([sigma, maxDelta, iterations], stream): GlassBlurParams => ({
    sigma,
    maxDelta,
    iterations,
    seed: drawSeed(stream),
  }),
  glassBlur,
);
