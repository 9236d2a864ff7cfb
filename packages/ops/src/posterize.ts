import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { requireInteger } from './internal/argument.js';
import { runKernel, type Kernel } from './internal/kernel.js';
import { drawLevel, integerParameter } from './internal/level.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * How many of the highest bits of each value to keep: 0 … 8.
 *
 * @example
 * ```ts
 * import type { PosterizeArgs } from '@augmix/ops';
 * const args: PosterizeArgs = { bits: 4 };
 * ```
 */
export interface PosterizeArgs {
  bits: number;
}

const kernel: Kernel<PosterizeArgs> = ({ bits }, _shape, parameters) => {
  if (!Number.isInteger(bits) || bits < 0 || bits > 8) return undefined;
  parameters[0] = maskOf(bits);
  return opKernels.posterize;
};

/**
 * Keeps the highest bits of every value and clears the others.
 *
 * @param image any size, any number of channels
 * @param args `bits` 0 … 8; 8 changes nothing
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `bits` is not a whole number from 0 to 8, or `out` does not fit.
 * @see `ImageOps.posterize` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { posterize } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(15, 100, 255));
 * [...posterize(image, { bits: 4 }).data]; // => [0, 96, 240]
 * ```
 */
export function posterize(image: Image, args: PosterizeArgs, out?: Image): Image {
  requireInteger('posterize', 'bits', args.bits, 0, 8);
  const target = outputFor('posterize', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  const mask = maskOf(args.bits);
  const source = image.data;
  const result = target.data;
  for (let index = 0; index < source.length; index++) result[index] = source[index] & mask;
  return target;
}

function maskOf(bits: number): number {
  return 256 - (1 << (8 - bits));
}

/**
 * {@link posterize} as an op for AugMix chains: bits = 4 − ⌊level · 4 / 10⌋, so never more than 4.
 *
 * @example
 * ```ts
 * import { posterizeOp } from '@augmix/ops';
 * posterizeOp().identity; // => { bits: 8 }
 * ```
 */
export function posterizeOp(): ChainOp<PosterizeArgs> {
  return {
    name: 'posterize',
    identity: { bits: 8 },
    fromSeverity: (stream, severity) => ({ bits: 4 - integerParameter(drawLevel(stream, severity), 4) }),
    kernel,
    apply: posterize,
  };
}
