import { createImage, type Fields, type Image } from '@augmix/core';
import { fieldOr, requireArgument, requireRgb } from './internal/argument.js';
import { snowOnKernels } from './internal/fast/weather.js';
import { motionFilter, motionTaps } from './internal/motion.js';
import { drawSeed, normalField } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import { clip, fromUnit } from './internal/unit-image.js';
import { clippedZoom } from './internal/zoom.js';

const { fround } = Math;
const [redShare, greenShare, blueShare] = [fround(0.299), fround(0.587), fround(0.114)];

type Row = readonly [
  loc: number,
  scale: number,
  zoom: number,
  threshold: number,
  radius: number,
  sigma: number,
  mix: number,
];
const cifar = [
  [0.1, 0.2, 1, 0.6, 8, 3, 0.95],
  [0.1, 0.2, 1, 0.5, 10, 4, 0.9],
  [0.15, 0.3, 1.75, 0.55, 10, 4, 0.9],
  [0.25, 0.3, 2.25, 0.6, 12, 6, 0.85],
  [0.3, 0.3, 1.25, 0.65, 14, 12, 0.8],
] as const;
const imagenet = [
  [0.1, 0.3, 3, 0.5, 10, 4, 0.8],
  [0.2, 0.3, 2, 0.5, 12, 4, 0.7],
  [0.55, 0.3, 4, 0.9, 12, 8, 0.7],
  [0.55, 0.3, 4.5, 0.85, 12, 8, 0.65],
  [0.55, 0.3, 2.5, 0.85, 12, 12, 0.55],
] as const;
const table: SeverityTable<Row> = {
  cifar,
  tiny: [
    [0.1, 0.2, 1, 0.6, 8, 3, 0.8],
    [0.1, 0.2, 1, 0.5, 10, 4, 0.8],
    [0.15, 0.3, 1.75, 0.55, 10, 4, 0.7],
    [0.25, 0.3, 2.25, 0.6, 12, 6, 0.65],
    [0.3, 0.3, 1.25, 0.65, 14, 12, 0.6],
  ],
  imagenet,
  inception: imagenet,
};

/**
 * Parameters of {@link snow}.
 *
 * @example
 * ```ts
 * import type { SnowParams } from '@augmix/corruptions';
 * const flakes = { loc: 0.1, scale: 0.3, zoom: 3, threshold: 0.5 };
 * const params: SnowParams = { ...flakes, radius: 10, sigma: 4, angle: -90, mix: 0.8, seed: 1 };
 * ```
 */
export interface SnowParams {
  /** Mean of the layer's normal noise, where 1 is white. */
  loc: number;
  /** Its standard deviation. */
  scale: number;
  /** How much the layer is enlarged about its middle, at least 1: size of the flakes. */
  zoom: number;
  /** Values of the layer below this become 0. */
  threshold: number;
  /** The flakes' trails are `2 · ⌈radius⌉ + 1` pixels long; above 0. */
  radius: number;
  /** Standard deviation of the trails in pixels, above 0. */
  sigma: number;
  /** Direction of the trails in degrees, drawn from −135 to −45: upwards. */
  angle: number;
  /** Share of the image as it is; the rest is whitened. */
  mix: number;
  /** Key of the layer, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Snow: whitens the image and adds a layer of flakes with motion blur, once as it is and once turned by 180°.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `snow`; the trails are ImageMagick's.
 *
 * @param fields `normal`: standard normal noise of the layer to use instead of drawing it, one value per pixel
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels; `INVALID_ARGUMENT` when a parameter is out of
 * range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { snow } from '@augmix/corruptions';
 * const flakes = { loc: 0.1, scale: 0.3, zoom: 3, threshold: 0.5 };
 * const params = { ...flakes, radius: 10, sigma: 4, angle: -90, mix: 0.8, seed: 1 };
 * // Where no flake falls, black becomes (1 − mix) · 0.5 of white.
 * Math.min(...snow(createImage(64, 64, 3), params).data); // => 25
 * ```
 */
export function snow(image: Image, params: SnowParams, fields?: Fields): Image {
  requireRgb('snow', image);
  const { zoom, radius, sigma, angle, mix } = params;
  requireArgument(zoom >= 1 && zoom < Infinity, 'zoom', zoom, 'a finite number of at least 1');
  requireArgument(radius > 0 && radius < Infinity, 'radius', radius, 'a finite number above 0');
  requireArgument(sigma > 0 && sigma < Infinity, 'sigma', sigma, 'a finite number above 0');
  const fast = fields ? undefined : snowOnKernels(image, params, motionTaps(radius, sigma, angle));
  if (fast) return fast;
  const layer = snowLayer(image, params, fields).data;
  const pixels = layer.length;
  const [kept, rest] = [fround(mix), fround(1 - mix)];
  const values = new Float64Array(3 * pixels);
  for (let pixel = 0, index = 0; pixel < pixels; pixel++) {
    const red = fround(image.data[index] / 255);
    const green = fround(image.data[index + 1] / 255);
    const blue = fround(image.data[index + 2] / 255);
    // OpenCV's grey of single-precision RGB.
    const luma = fround(red * redShare + fround(green * greenShare + fround(blue * blueShare)));
    const white = fround(fround(luma * 1.5) + 0.5);
    const flakes = layer[pixel] / 255;
    const turned = layer[pixels - 1 - pixel] / 255;
    for (let channel = 0; channel < 3; channel++, index++) {
      const value = channel === 0 ? red : channel === 1 ? green : blue;
      const whitened = fround(fround(kept * value) + fround(rest * (value > white ? value : white)));
      values[index] = whitened + flakes + turned;
    }
  }
  return fromUnit(image, values);
}

function snowLayer({ width, height }: Image, params: SnowParams, fields?: Fields): Image {
  const { loc, scale, zoom, threshold, radius, sigma, angle, seed } = params;
  const pixels = width * height;
  const noise = fieldOr(fields, 'normal', pixels, () => normalField(pixels, seed));
  const flat = new Float64Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) flat[pixel] = loc + scale * noise[pixel];
  const zoomed = clippedZoom(flat, { width, height, channels: 1 }, zoom);
  const levels = new Uint8Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (zoomed[pixel] >= threshold) levels[pixel] = clip(zoomed[pixel]) * 255;
  }
  return motionFilter(createImage(width, height, 1, levels), radius, sigma, angle);
}

export const snowCorruption = tabled(
  table,
  ([loc, scale, zoom, threshold, radius, sigma, mix], stream): SnowParams => ({
    loc,
    scale,
    zoom,
    threshold,
    radius,
    sigma,
    mix,
    angle: stream.uniform(-135, -45),
    seed: drawSeed(stream),
  }),
  snow,
);
