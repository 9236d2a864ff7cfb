import { type Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { requireFinite } from './internal/argument.js';
import { blendValue } from './internal/blend.js';
import { runKernel } from './internal/kernel.js';
import { factorKernel } from './internal/kernel-factor.js';
import { drawFactor } from './internal/level.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * Strength: blurred at 0, the image itself at 1, exaggerated above.
 *
 * @example
 * ```ts
 * import type { SharpnessArgs } from '@augmix/ops';
 * const args: SharpnessArgs = { factor: 0.5 };
 * ```
 */
export interface SharpnessArgs {
  factor: number;
}

const kernel = factorKernel(opKernels.sharpness);

/**
 * Scales the distance of every value from a smoothed image: 0 is blurred, 2 sharpened.
 *
 * @param image any size, any number of channels; the outermost pixels stay as they are
 * @param args `factor`; any finite number, 1 changes nothing
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `factor` is not finite, or `out` does not fit.
 * @see `ImageEnhance.Sharpness` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { sharpness } from '@augmix/ops';
 * const image = createImage(3, 3, 1, Uint8Array.of(0, 0, 0, 0, 130, 0, 0, 0, 0));
 * sharpness(image, { factor: 0 }).data[4]; // => 50
 * ```
 */
export function sharpness(image: Image, args: SharpnessArgs, out?: Image): Image {
  const { factor } = args;
  requireFinite('sharpness', 'factor', factor);
  const { data, width, height, channels } = image;
  const target = outputFor('sharpness', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  target.data.set(data);
  const single = Math.fround(factor);
  const rowLength = width * channels;
  for (let y = 1; y < height - 1; y++) {
    const end = (y + 1) * rowLength - channels;
    for (let index = y * rowLength + channels; index < end; index++) {
      target.data[index] = blendValue(smoothed(data, index, rowLength, channels), data[index], single);
    }
  }
  return target;
}

/** Pillow's SMOOTH filter: the eight neighbours count once, the pixel five times; rounded to the nearest integer. */
function smoothed(data: Uint8Array, index: number, rowLength: number, channels: number): number {
  const above = index - rowLength;
  const below = index + rowLength;
  const sum =
    data[above - channels] +
    data[above] +
    data[above + channels] +
    data[index - channels] +
    5 * data[index] +
    data[index + channels] +
    data[below - channels] +
    data[below] +
    data[below + channels];
  // Pillow adds up floats; a thirteenth is never so near to a half that this could differ from exact arithmetic.
  return ((2 * sum + 13) / 26) | 0;
}

/**
 * {@link sharpness} as an op for AugMix chains: factor level · 1.8 / 10 + 0.1, which at severity 3 is below 0.64.
 * It overlaps with the corruptions of CIFAR-10-C and ImageNet-C, so the reference leaves it out by default.
 *
 * @example
 * ```ts
 * import { sharpnessOp } from '@augmix/ops';
 * sharpnessOp().identity; // => { factor: 1 }
 * ```
 */
export function sharpnessOp(): ChainOp<SharpnessArgs> {
  return {
    name: 'sharpness',
    identity: { factor: 1 },
    fromSeverity: (stream, severity) => ({ factor: drawFactor(stream, severity) }),
    kernel,
    apply: sharpness,
  };
}
