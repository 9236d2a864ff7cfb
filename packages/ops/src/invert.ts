import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import type { NoArgs } from './autocontrast.js';
import { runKernel, type Kernel } from './internal/kernel.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/** Solarizing from 0 on inverts everything. */
const kernel: Kernel<NoArgs> = (_args, _shape, parameters) => {
  parameters[0] = 0;
  return opKernels.solarize;
};

/**
 * Replaces every value v by 255 − v.
 *
 * @param image any size, any number of channels
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `out` does not fit.
 * @see `ImageOps.invert` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { invert } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(0, 100, 255));
 * [...invert(image).data]; // => [255, 155, 0]
 * ```
 */
export function invert(image: Image, out?: Image): Image {
  const target = outputFor('invert', image, out);
  if (runKernel(kernel, image, {}, target)) return target;
  const source = image.data;
  const result = target.data;
  for (let index = 0; index < source.length; index++) result[index] = 255 - source[index];
  return target;
}

/**
 * {@link invert} as an op. It has no level; the reference's chains do without it, policies use it.
 *
 * @example
 * ```ts
 * import { invertOp } from '@augmix/ops';
 * invertOp().name; // => 'invert'
 * ```
 */
export function invertOp(): ChainOp<NoArgs> {
  return {
    name: 'invert',
    fromSeverity: () => ({}),
    kernel,
    apply: (image, _args, out) => invert(image, out),
  };
}
