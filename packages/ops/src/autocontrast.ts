import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { countValues, mapChannel, resetTable } from './internal/channel.js';
import { runKernel, type Kernel } from './internal/kernel.js';
import { outputFor } from './internal/output.js';
import type { ChainOp } from './op-types.js';

/**
 * Autocontrast and equalize have nothing to choose.
 *
 * @example
 * ```ts
 * import { autocontrastOp, type NoArgs } from '@augmix/ops';
 * const args: NoArgs = {};
 * autocontrastOp().name; // => 'autocontrast'
 * ```
 */
export type NoArgs = Record<string, never>;

const kernel: Kernel<NoArgs> = () => opKernels.autocontrast;

// Scratch memory: ops are synchronous, so one of each serves every call.
const histogram = new Uint32Array(256);
const table = new Uint8Array(256);

/**
 * Stretches the values of each channel so that its darkest becomes 0 and its brightest 255 (254 where Pillow's
 * arithmetic truncates 254.99…).
 *
 * @param image any size, any number of channels; a channel of a single value stays as it is
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `out` has another shape or is the input.
 * @see `ImageOps.autocontrast` of Pillow with cutoff 0
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { autocontrast } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(100, 120, 150));
 * [...autocontrast(image).data]; // => [0, 102, 255]
 * ```
 */
export function autocontrast(image: Image, out?: Image): Image {
  const target = outputFor('autocontrast', image, out);
  if (runKernel(kernel, image, {}, target)) return target;
  for (let channel = 0; channel < image.channels; channel++) {
    countValues(image.data, channel, image.channels, histogram);
    stretchTable();
    mapChannel(image.data, target.data, channel, image.channels, table);
  }
  return target;
}

function stretchTable(): void {
  let low = 0;
  let high = 255;
  while (low < 255 && histogram[low] === 0) low++;
  while (high > 0 && histogram[high] === 0) high--;
  if (high <= low) return resetTable(table);
  const scale = 255 / (high - low);
  const offset = -low * scale;
  // No value outside low … high occurs, so none of them can leave 0 … 255.
  for (let value = low; value <= high; value++) table[value] = (value * scale + offset) | 0;
}

/**
 * {@link autocontrast} as an op for AugMix chains; it draws nothing.
 *
 * @example
 * ```ts
 * import { autocontrastOp } from '@augmix/ops';
 * autocontrastOp().name; // => 'autocontrast'
 * ```
 */
export function autocontrastOp(): ChainOp<NoArgs> {
  return {
    name: 'autocontrast',
    fromSeverity: () => ({}),
    kernel,
    apply: (image, _args, out) => autocontrast(image, out),
  };
}
