import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import { runKernel, type Kernel } from './internal/kernel.js';
import { copyOf, outputFor } from './internal/output.js';
import type { TransformOp } from './op-types.js';

/**
 * Whether to flip.
 *
 * @example
 * ```ts
 * import type { HorizontalFlipArgs } from '@augmix/ops';
 * const args: HorizontalFlipArgs = { flip: true };
 * ```
 */
export interface HorizontalFlipArgs {
  flip: boolean;
}

/**
 * `probability` of a flip, 0 … 1 (default 0.5).
 *
 * @example
 * ```ts
 * import { horizontalFlipOp, type HorizontalFlipOptions } from '@augmix/ops';
 * const options: HorizontalFlipOptions = { probability: 0.25 };
 * horizontalFlipOp(options).name; // => 'horizontal_flip'
 * ```
 */
export interface HorizontalFlipOptions {
  probability?: number;
}

const kernel: Kernel<HorizontalFlipArgs> = ({ flip }) => (flip ? opKernels.horizontalFlip : opKernels.none);

/**
 * Mirrors the image left to right.
 *
 * @param image any size, any number of channels
 * @param args `flip` (default true); with false the result is a copy
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `out` has another shape or is the input.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { horizontalFlip } from '@augmix/ops';
 * const image = createImage(3, 1, 1, Uint8Array.of(1, 2, 3));
 * [...horizontalFlip(image).data]; // => [3, 2, 1]
 * ```
 */
export function horizontalFlip(image: Image, args: HorizontalFlipArgs = { flip: true }, out?: Image): Image {
  if (!args.flip) return copyOf('horizontal_flip', image, out);
  const { data, width, height, channels } = image;
  const target = outputFor('horizontal_flip', image, out);
  if (runKernel(kernel, image, args, target)) return target;
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = width - 1; x >= 0; x--) {
      const from = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) target.data[index++] = data[from + channel];
    }
  }
  return target;
}

/**
 * {@link horizontalFlip} as a random transform; it draws one number.
 *
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { horizontalFlipOp } from '@augmix/ops';
 * const stream = keyedStream({ seed: 1, purpose: 'base', epoch: 0, index: 0, view: 0 });
 * horizontalFlipOp({ probability: 1 }).sample(stream, { width: 32, height: 32 }); // => { flip: true }
 * ```
 */
export function horizontalFlipOp({
  probability = 0.5,
}: HorizontalFlipOptions = {}): TransformOp<HorizontalFlipArgs> {
  return {
    name: 'horizontal_flip',
    identity: { flip: false },
    sample: (stream) => ({ flip: stream.random() < probability }),
    kernel,
    apply: horizontalFlip,
  };
}
