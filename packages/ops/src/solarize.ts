import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { requireFinite } from './internal/argument.js';
import { runKernel, type Kernel } from './internal/kernel.js';
import { drawLevel, integerParameter } from './internal/level.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * The smallest value that is inverted: 0 inverts everything, 256 nothing.
 *
 * @example
 * ```ts
 * import type { SolarizeArgs } from '@augmix/ops';
 * const args: SolarizeArgs = { threshold: 200 };
 * ```
 */
export interface SolarizeArgs {
  threshold: number;
}

const kernel: Kernel<SolarizeArgs> = ({ threshold }, _shape, parameters) => {
  if (Number.isNaN(threshold)) return undefined;
  if (threshold > 255) return opKernels.none;
  // Values are whole numbers, so only the next one up matters.
  parameters[0] = Math.max(0, Math.ceil(threshold));
  return opKernels.solarize;
};

/**
 * Replaces every value v at or above a threshold by 255 − v.
 *
 * @param image any size, any number of channels
 * @param args `threshold`, in grey levels; 256 and more changes nothing
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `threshold` is not finite, or `out` does not fit.
 * @see `ImageOps.solarize` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { solarize } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(15, 200, 255));
 * [...solarize(image, { threshold: 200 }).data]; // => [15, 55, 0]
 * ```
 */
export function solarize(image: Image, args: SolarizeArgs, out?: Image): Image {
  const { threshold } = args;
  requireFinite('solarize', 'threshold', threshold);
  const target = outputFor('solarize', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  const source = image.data;
  const result = target.data;
  for (let index = 0; index < source.length; index++) {
    const value = source[index];
    result[index] = value < threshold ? value : 255 - value;
  }
  return target;
}

/**
 * {@link solarize} as an op for AugMix chains: threshold = 256 − ⌊level · 256 / 10⌋.
 *
 * @example
 * ```ts
 * import { solarizeOp } from '@augmix/ops';
 * solarizeOp().identity; // => { threshold: 256 }
 * ```
 */
export function solarizeOp(): ChainOp<SolarizeArgs> {
  return {
    name: 'solarize',
    identity: { threshold: 256 },
    fromSeverity: (stream, severity) => ({
      threshold: 256 - integerParameter(drawLevel(stream, severity), 256),
    }),
    kernel,
    apply: solarize,
  };
}
