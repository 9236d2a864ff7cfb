import { type Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { requireFinite } from './internal/argument.js';
import { blendTable } from './internal/blend.js';
import { mapChannel } from './internal/channel.js';
import { runKernel } from './internal/kernel.js';
import { factorKernel } from './internal/kernel-factor.js';
import { drawFactor } from './internal/level.js';
import { luma } from './internal/luma.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * Strength: a plain grey at 0, the image itself at 1, exaggerated above.
 *
 * @example
 * ```ts
 * import type { ContrastArgs } from '@augmix/ops';
 * const args: ContrastArgs = { factor: 0.5 };
 * ```
 */
export interface ContrastArgs {
  factor: number;
}

const kernel = factorKernel(opKernels.contrast);

// Scratch memory: ops are synchronous, so one table serves every call.
const table = new Uint8Array(256);

/**
 * Scales the distance of every value from the mean: 0 is a plain grey, 2 twice the contrast.
 *
 * @param image any size; with three channels the mean is that of the luma, else each channel has its own
 * @param args `factor`; any finite number, 1 changes nothing
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `factor` is not finite, or `out` does not fit.
 * @see `ImageEnhance.Contrast` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { contrast } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(50, 100, 150));
 * [...contrast(image, { factor: 0.5 }).data]; // => [75, 100, 125]
 * ```
 */
export function contrast(image: Image, args: ContrastArgs, out?: Image): Image {
  const { factor } = args;
  requireFinite('contrast', 'factor', factor);
  const { data, channels } = image;
  const target = outputFor('contrast', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  for (let channel = 0; channel < channels; channel++) {
    if (channels !== 3) blendTable(meanOfChannel(image, channel), factor, table);
    else if (channel === 0) blendTable(meanLuma(image), factor, table);
    mapChannel(data, target.data, channel, channels, table);
  }
  return target;
}

function meanOfChannel({ data, channels, width, height }: Image, channel: number): number {
  let sum = 0;
  for (let index = channel; index < data.length; index += channels) sum += data[index];
  return Math.floor(sum / (width * height) + 0.5);
}

function meanLuma({ data, width, height }: Image): number {
  let sum = 0;
  for (let index = 0; index < data.length; index += 3)
    sum += luma(data[index], data[index + 1], data[index + 2]);
  return Math.floor(sum / (width * height) + 0.5);
}

/**
 * {@link contrast} as an op for AugMix chains: factor level · 1.8 / 10 + 0.1, which at severity 3 is below 0.64.
 * It overlaps with the corruptions of CIFAR-10-C and ImageNet-C, so the reference leaves it out by default.
 *
 * @example
 * ```ts
 * import { contrastOp } from '@augmix/ops';
 * contrastOp().identity; // => { factor: 1 }
 * ```
 */
export function contrastOp(): ChainOp<ContrastArgs> {
  return {
    name: 'contrast',
    identity: { factor: 1 },
    fromSeverity: (stream, severity) => ({ factor: drawFactor(stream, severity) }),
    kernel,
    apply: contrast,
  };
}
