import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import type { NoArgs } from './autocontrast.js';
import { countValues, mapChannel, resetTable } from './internal/channel.js';
import { runKernel, type Kernel } from './internal/kernel.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

const kernel: Kernel<NoArgs> = () => opKernels.equalize;

// Scratch memory: ops are synchronous, so one of each serves every call.
const histogram = new Uint32Array(256);
const table = new Uint8Array(256);

/**
 * Flattens the histogram of each channel.
 *
 * @param image any size, any number of channels; a channel of a single value stays as it is
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `out` has another shape or is the input.
 * @see `ImageOps.equalize` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { equalize } from '@augmix/ops';
 * const image = createImage(512, 1, 1);
 * image.data.fill(10, 0, 256).fill(20, 256);
 * const { data } = equalize(image);
 * [data[0], data[511]]; // => [0, 255]
 * ```
 */
export function equalize(image: Image, out?: Image): Image {
  const target = outputFor('equalize', image, out);
  if (runKernel(kernel, image, {}, target)) return target;
  for (let channel = 0; channel < image.channels; channel++) {
    countValues(image.data, channel, image.channels, histogram);
    equalizingTable(image.width * image.height);
    mapChannel(image.data, target.data, channel, image.channels, table);
  }
  return target;
}

function equalizingTable(pixels: number): void {
  let brightest = 255;
  while (histogram[brightest] === 0) brightest--;
  // Zero also when there is one value only: then all pixels are of the brightest.
  const step = Math.floor((pixels - histogram[brightest]) / 255);
  if (step === 0) return resetTable(table);
  let count = Math.floor(step / 2);
  for (let value = 0; value < 256; value++) {
    table[value] = Math.min(255, Math.floor(count / step));
    count += histogram[value];
  }
}

/**
 * {@link equalize} as an op for AugMix chains; it draws nothing.
 *
 * @example
 * ```ts
 * import { equalizeOp } from '@augmix/ops';
 * equalizeOp().name; // => 'equalize'
 * ```
 */
export function equalizeOp(): ChainOp<NoArgs> {
  return {
    name: 'equalize',
    fromSeverity: () => ({}),
    kernel,
    apply: (image, _args, out) => equalize(image, out),
  };
}
