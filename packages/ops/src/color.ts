import { AugmixError, type Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { requireFinite } from './internal/argument.js';
import { blendValue } from './internal/blend.js';
import { runKernel } from './internal/kernel.js';
import { factorKernel } from './internal/kernel-factor.js';
import { drawFactor } from './internal/level.js';
import { luma } from './internal/luma.js';
import { copyOf, outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * Strength: greyscale at 0, the image itself at 1, exaggerated above.
 *
 * @example
 * ```ts
 * import type { ColorArgs } from '@augmix/ops';
 * const args: ColorArgs = { factor: 0.5 };
 * ```
 */
export interface ColorArgs {
  factor: number;
}

const kernel = factorKernel(opKernels.color, 3);

/**
 * Scales the saturation: 0 is greyscale, 2 twice as colourful.
 *
 * @param image any size; 3 channels (RGB), or 1 channel, which has no colour and comes back unchanged
 * @param args `factor`; any finite number, 1 changes nothing
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `factor` is not finite, or `out` does not fit.
 * @throws AugmixError `IMAGE_UNSUPPORTED` when the image has 2 or more than 3 channels.
 * @see `ImageEnhance.Color` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { color } from '@augmix/ops';
 * const image = createImage(1, 1, 3, Uint8Array.of(200, 100, 0));
 * [...color(image, { factor: 0 }).data]; // => [118, 118, 118]
 * ```
 */
export function color(image: Image, args: ColorArgs, out?: Image): Image {
  const { factor } = args;
  requireFinite('color', 'factor', factor);
  const { data, channels } = image;
  if (channels === 1) return copyOf('color', image, out);
  if (channels !== 3) {
    throw new AugmixError('IMAGE_UNSUPPORTED', `color: the image has ${channels} channels`, {
      expected: '3 channels (RGB) or 1 (grey)',
    });
  }
  const target = outputFor('color', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  const single = Math.fround(factor);
  for (let index = 0; index < data.length; index += 3) {
    const grey = luma(data[index], data[index + 1], data[index + 2]);
    for (let band = index; band < index + 3; band++) target.data[band] = blendValue(grey, data[band], single);
  }
  return target;
}

/**
 * {@link color} as an op for AugMix chains: factor level · 1.8 / 10 + 0.1, which at severity 3 is below 0.64.
 * It overlaps with the corruptions of CIFAR-10-C and ImageNet-C, so the reference leaves it out by default.
 *
 * @example
 * ```ts
 * import { colorOp } from '@augmix/ops';
 * colorOp().identity; // => { factor: 1 }
 * ```
 */
export function colorOp(): ChainOp<ColorArgs> {
  return {
    name: 'color',
    identity: { factor: 1 },
    fromSeverity: (stream, severity) => ({ factor: drawFactor(stream, severity) }),
    kernel,
    apply: color,
  };
}
