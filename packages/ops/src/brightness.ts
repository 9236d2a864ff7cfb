import { type Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { requireFinite } from './internal/argument.js';
import { blendTable } from './internal/blend.js';
import { runKernel } from './internal/kernel.js';
import { factorKernel } from './internal/kernel-factor.js';
import { drawFactor } from './internal/level.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * Strength: black at 0, the image itself at 1, exaggerated above.
 *
 * @example
 * ```ts
 * import type { BrightnessArgs } from '@augmix/ops';
 * const args: BrightnessArgs = { factor: 0.5 };
 * ```
 */
export interface BrightnessArgs {
  factor: number;
}

const kernel = factorKernel(opKernels.brightness);

// Scratch memory: ops are synchronous, so one table serves every call.
const table = new Uint8Array(256);

/**
 * Scales every value: 0 is black, 2 twice as bright.
 *
 * @param image any size, any number of channels
 * @param args `factor`; any finite number, 1 changes nothing
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `factor` is not finite, or `out` does not fit.
 * @see `ImageEnhance.Brightness` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { brightness } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(15, 100, 200));
 * [...brightness(image, { factor: 1.5 }).data]; // => [22, 150, 255]
 * ```
 */
export function brightness(image: Image, args: BrightnessArgs, out?: Image): Image {
  const { factor } = args;
  requireFinite('brightness', 'factor', factor);
  const target = outputFor('brightness', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  blendTable(0, factor, table);
  for (let index = 0; index < image.data.length; index++) target.data[index] = table[image.data[index]];
  return target;
}

/**
 * {@link brightness} as an op for AugMix chains: factor level · 1.8 / 10 + 0.1, which at severity 3 is below 0.64.
 * It overlaps with the corruptions of CIFAR-10-C and ImageNet-C, so the reference leaves it out by default.
 *
 * @example
 * ```ts
 * import { brightnessOp } from '@augmix/ops';
 * brightnessOp().identity; // => { factor: 1 }
 * ```
 */
export function brightnessOp(): ChainOp<BrightnessArgs> {
  return {
    name: 'brightness',
    identity: { factor: 1 },
    fromSeverity: (stream, severity) => ({ factor: drawFactor(stream, severity) }),
    kernel,
    apply: brightness,
  };
}
