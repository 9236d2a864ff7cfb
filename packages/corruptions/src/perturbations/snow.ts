import { createImage, type Fields, type Image, type Size } from '@augmix/core';
import { fieldOr, requireArgument, requireRgb } from '../internal/argument.js';
import { motionFilter } from '../internal/motion.js';
import { drawSeed, normalField } from '../internal/noise.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';
import { clip, fromUnit, toUnit } from '../internal/unit-image.js';
import { clippedZoom } from '../internal/zoom.js';

/**
 * Parameters of {@link snowFrames}.
 *
 * @example
 * ```ts
 * import type { SnowFramesParams } from '@augmix/corruptions';
 * const layer = { loc: 0.05, scale: 0.3, zoom: 2, threshold: 0.5, seed: 1 };
 * const params: SnowFramesParams = { ...layer, radius: 10, sigma: 2, mix: 0.85, angles: [-150, -146] };
 * ```
 */
export interface SnowFramesParams {
  /** Mean of the layer's normal noise. */
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
  /** Share of the image as it is; the rest is whitened. */
  mix: number;
  /** Direction of each frame's trails in degrees. */
  angles: readonly number[];
  /** Key of the layer, a whole number below 2⁵³. */
  seed: number;
}

/**
 * The same flakes, their trails turning from frame to frame; each layer is added as it is and turned by 180°. Unlike the
 * corruption it mixes in double precision.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `snow`; the trails are ImageMagick's.
 *
 * @param fields `normal`: standard normal noise of the layer to use instead of drawing it, one value per pixel
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels; `INVALID_ARGUMENT` when a parameter is out of
 * range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { snowFrames } from '@augmix/corruptions';
 * const layer = { loc: 0.05, scale: 0.3, zoom: 2, threshold: 0.5, seed: 1 };
 * const params = { ...layer, radius: 10, sigma: 2, mix: 0.85, angles: [-150, -146] };
 * // Where no flake falls, black becomes (1 − mix) · 0.5 of white.
 * [...snowFrames(createImage(32, 32, 3), params)].map(({ data }) => Math.min(...data)).join(' '); // => '19 19'
 * ```
 */
export function* snowFrames(image: Image, params: SnowFramesParams, fields?: Fields): Generator<Image, void> {
  requireRgb('snow', image);
  const { radius, sigma, angles } = params;
  requireArgument(radius > 0 && radius < Infinity, 'radius', radius, 'a finite number above 0');
  requireArgument(sigma > 0 && sigma < Infinity, 'sigma', sigma, 'a finite number above 0');
  const flakes = layer(image, params, fields);
  const white = whitened(image, params.mix);
  const last = flakes.data.length - 1;
  for (const angle of angles) {
    requireArgument(Number.isFinite(angle), 'angles', angle, 'finite numbers');
    const trails = motionFilter(flakes, radius, sigma, angle).data;
    const values = white.map((value, index) => {
      const pixel = Math.floor(index / 3);
      return value + trails[pixel] / 255 + trails[last - pixel] / 255;
    });
    yield fromUnit(image, values);
  }
}

function layer({ width, height }: Size, params: SnowFramesParams, fields?: Fields): Image {
  const { loc, scale, zoom, threshold, seed } = params;
  requireArgument(zoom >= 1 && zoom < Infinity, 'zoom', zoom, 'a finite number of at least 1');
  const pixels = width * height;
  const noise = fieldOr(fields, 'normal', pixels, () => normalField(pixels, seed));
  const flat = Float64Array.from(noise, (value) => loc + scale * value);
  const zoomed = clippedZoom(flat, { width, height, channels: 1 }, zoom);
  const levels = Uint8Array.from(zoomed, (value) => (value < threshold ? 0 : clip(value) * 255));
  return createImage(width, height, 1, levels);
}

/** Only the grey that an image is whitened towards is in single precision. */
function whitened(image: Image, mix: number): Float64Array {
  const { fround } = Math;
  const [toRed, toGreen, toBlue] = [fround(0.299), fround(0.587), fround(0.114)];
  const values = toUnit(image);
  for (let index = 0; index < values.length; index += 3) {
    const [red, green, blue] = [0, 1, 2].map((channel) => fround(values[index + channel]));
    const grey = fround(red * toRed + fround(green * toGreen + fround(blue * toBlue)));
    const white = fround(fround(grey * 1.5) + 0.5);
    for (let at = index; at < index + 3; at++)
      values[at] = mix * values[at] + (1 - mix) * Math.max(values[at], white);
  }
  return values;
}

type Row = Omit<SnowFramesParams, 'seed'>;
const falling = (scale: number, zoom: number, radius: number, sigma: number): Row => ({
  loc: 0.05,
  scale,
  zoom,
  threshold: 0.5,
  radius,
  sigma,
  mix: 0.85,
  angles: perFrame(31, (frame) => frame * 4 - 150),
});
const imagenet = falling(0.3, 3, 14, 4);

export const snowPerturbation = presetSequence({
  table: { cifar: falling(0.3, 2, 10, 2), tiny: falling(0.28, 2, 10, 2.5), imagenet, inception: imagenet },
  when: 'before',
  draw: (row, stream): SnowFramesParams => ({ ...row, seed: drawSeed(stream) }),
  frames: snowFrames,
});
