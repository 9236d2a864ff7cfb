import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import type { GeometricOptions } from './geometric-options.js';
import { transformAffine } from './internal/affine.js';
import { requireFinite } from './internal/argument.js';
import { withDefaults } from './internal/geometric-defaults.js';
import { translateKernel } from './internal/kernel-translate.js';
import { drawLevel, drawSign, integerParameter } from './internal/level.js';
import type { ChainOp } from './op-types.js';

/**
 * Pixels, positive moves the content up, with fill and interpolation.
 *
 * @example
 * ```ts
 * import type { TranslateYArgs } from '@augmix/ops';
 * const args: TranslateYArgs = { pixels: -3, fill: 0, interpolation: 'bilinear' };
 * ```
 */
export interface TranslateYArgs extends GeometricOptions {
  pixels: number;
}

const kernel = translateKernel(opKernels.translateY);

/**
 * Moves the image along y: the pixel at y is taken from y + pixels.
 *
 * @param image any size, any number of channels
 * @param args `pixels`, fractions allowed; `fill` (default 0) and `interpolation` (default `bilinear`)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `pixels` is not finite, or `fill` or `out` does not fit.
 * @see `Image.transform` of Pillow with an affine matrix
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { translateY } from '@augmix/ops';
 * const image = createImage(1, 3, 1, Uint8Array.of(1, 2, 3));
 * [...translateY(image, { pixels: 1 }).data]; // => [2, 3, 0]
 * ```
 */
export function translateY(image: Image, args: TranslateYArgs, out?: Image): Image {
  requireFinite('translate_y', 'pixels', args.pixels);
  return transformAffine('translate_y', image, [1, 0, 0, 0, 1, args.pixels], args, out, kernel);
}

/**
 * {@link translateY} as an op for AugMix chains: ±⌊level · (height / 3) / 10⌋ pixels.
 *
 * @param options `fill` (default 0) and `interpolation` (default `bilinear`)
 * @example
 * ```ts
 * import { translateYOp } from '@augmix/ops';
 * translateYOp().identity; // => { pixels: 0, fill: 0, interpolation: 'bilinear' }
 * ```
 */
export function translateYOp(options: GeometricOptions = {}): ChainOp<TranslateYArgs> {
  const { fill, interpolation } = withDefaults(options);
  return {
    name: 'translate_y',
    identity: { pixels: 0, fill, interpolation },
    fromSeverity: (stream, severity, { height }) => {
      const pixels = integerParameter(drawLevel(stream, severity), height / 3);
      return { pixels: drawSign(stream, pixels), fill, interpolation };
    },
    kernel,
    apply: translateY,
  };
}
