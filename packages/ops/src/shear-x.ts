import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import type { GeometricOptions } from './geometric-options.js';
import { transformAffine } from './internal/affine.js';
import { requireFinite } from './internal/argument.js';
import { withDefaults } from './internal/geometric-defaults.js';
import { shearKernel } from './internal/kernel-shear.js';
import { drawLevel, drawSign, floatParameter } from './internal/level.js';
import type { ChainOp } from './op-types.js';

/**
 * Pixels of x per pixel of y, with fill and interpolation.
 *
 * @example
 * ```ts
 * import type { ShearXArgs } from '@augmix/ops';
 * const args: ShearXArgs = { factor: 0.07, fill: 0, interpolation: 'bilinear' };
 * ```
 */
export interface ShearXArgs extends GeometricOptions {
  factor: number;
}

const kernel = shearKernel(opKernels.shearX);

/**
 * Shifts each row sideways, the further down the more: the pixel at x is taken from x + factor · y.
 *
 * @param image any size, any number of channels
 * @param args `factor`; `fill` (default 0) and `interpolation` (default `bilinear`)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `factor` is not finite, or `fill` or `out` does not fit.
 * @see `Image.transform` of Pillow with an affine matrix
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { shearX } from '@augmix/ops';
 * const image = createImage(2, 2, 1, Uint8Array.of(1, 2, 3, 4));
 * [...shearX(image, { factor: 0.5, interpolation: 'nearest' }).data]; // => [1, 2, 4, 0]
 * ```
 */
export function shearX(image: Image, args: ShearXArgs, out?: Image): Image {
  requireFinite('shear_x', 'factor', args.factor);
  return transformAffine('shear_x', image, [1, args.factor, 0, 0, 1, 0], args, out, kernel);
}

/**
 * {@link shearX} as an op for AugMix chains: factor ±level · 0.3 / 10.
 *
 * @param options `fill` (default 0) and `interpolation` (default `bilinear`)
 * @example
 * ```ts
 * import { shearXOp } from '@augmix/ops';
 * shearXOp().identity; // => { factor: 0, fill: 0, interpolation: 'bilinear' }
 * ```
 */
export function shearXOp(options: GeometricOptions = {}): ChainOp<ShearXArgs> {
  const { fill, interpolation } = withDefaults(options);
  return {
    name: 'shear_x',
    identity: { factor: 0, fill, interpolation },
    fromSeverity: (stream, severity) => {
      const factor = floatParameter(drawLevel(stream, severity), 0.3);
      return { factor: drawSign(stream, factor), fill, interpolation };
    },
    kernel,
    apply: shearX,
  };
}
