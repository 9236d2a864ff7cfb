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
 * Pixels of y per pixel of x, with fill and interpolation.
 *
 * @example
 * ```ts
 * import type { ShearYArgs } from '@augmix/ops';
 * const args: ShearYArgs = { factor: 0.07, fill: 0, interpolation: 'bilinear' };
 * ```
 */
export interface ShearYArgs extends GeometricOptions {
  factor: number;
}

const kernel = shearKernel(opKernels.shearY);

/**
 * Shifts each column up or down, the further right the more: the pixel at y is taken from y + factor · x.
 *
 * @param image any size, any number of channels
 * @param args `factor`; `fill` (default 0) and `interpolation` (default `bilinear`)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `factor` is not finite, or `fill` or `out` does not fit.
 * @see `Image.transform` of Pillow with an affine matrix
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { shearY } from '@augmix/ops';
 * const image = createImage(2, 2, 1, Uint8Array.of(1, 2, 3, 4));
 * [...shearY(image, { factor: 0.5, interpolation: 'nearest' }).data]; // => [1, 4, 3, 0]
 * ```
 */
export function shearY(image: Image, args: ShearYArgs, out?: Image): Image {
  requireFinite('shear_y', 'factor', args.factor);
  return transformAffine('shear_y', image, [1, 0, 0, args.factor, 1, 0], args, out, kernel);
}

/**
 * {@link shearY} as an op for AugMix chains: factor ±level · 0.3 / 10.
 *
 * @param options `fill` (default 0) and `interpolation` (default `bilinear`)
 * @example
 * ```ts
 * import { shearYOp } from '@augmix/ops';
 * shearYOp().identity; // => { factor: 0, fill: 0, interpolation: 'bilinear' }
 * ```
 */
export function shearYOp(options: GeometricOptions = {}): ChainOp<ShearYArgs> {
  const { fill, interpolation } = withDefaults(options);
  return {
    name: 'shear_y',
    identity: { factor: 0, fill, interpolation },
    fromSeverity: (stream, severity) => {
      const factor = floatParameter(drawLevel(stream, severity), 0.3);
      return { factor: drawSign(stream, factor), fill, interpolation };
    },
    kernel,
    apply: shearY,
  };
}
