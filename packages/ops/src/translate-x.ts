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
 * Pixels, positive moves the content to the left, with fill and interpolation.
 *
 * @example
 * ```ts
 * import type { TranslateXArgs } from '@augmix/ops';
 * const args: TranslateXArgs = { pixels: -3, fill: 0, interpolation: 'bilinear' };
 * ```
 */
export interface TranslateXArgs extends GeometricOptions {
  pixels: number;
}

const kernel = translateKernel(opKernels.translateX);

/**
 * Moves the image along x: the pixel at x is taken from x + pixels.
 *
 * @param image any size, any number of channels
 * @param args `pixels`, fractions allowed; `fill` (default 0) and `interpolation` (default `bilinear`)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `pixels` is not finite, or `fill` or `out` does not fit.
 * @see `Image.transform` of Pillow with an affine matrix
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { translateX } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(1, 2, 3));
 * [...translateX(image, { pixels: 1 }).data]; // => [2, 3, 0]
 * ```
 */
export function translateX(image: Image, args: TranslateXArgs, out?: Image): Image {
  requireFinite('translate_x', 'pixels', args.pixels);
  return transformAffine('translate_x', image, [1, 0, args.pixels, 0, 1, 0], args, out, kernel);
}

/**
 * {@link translateX} as an op for AugMix chains: ±⌊level · (width / 3) / 10⌋ pixels.
 *
 * @param options `fill` (default 0) and `interpolation` (default `bilinear`)
 * @example
 * ```ts
 * import { translateXOp } from '@augmix/ops';
 * translateXOp().identity; // => { pixels: 0, fill: 0, interpolation: 'bilinear' }
 * ```
 */
export function translateXOp(options: GeometricOptions = {}): ChainOp<TranslateXArgs> {
  const { fill, interpolation } = withDefaults(options);
  return {
    name: 'translate_x',
    identity: { pixels: 0, fill, interpolation },
    fromSeverity: (stream, severity, { width }) => {
      const pixels = integerParameter(drawLevel(stream, severity), width / 3);
      return { pixels: drawSign(stream, pixels), fill, interpolation };
    },
    kernel,
    apply: translateX,
  };
}
