import type { Image, Normalization } from '@augmix/core';
import { mixChains, opKernels, type Kernels } from '@augmix/kernels';
import type { AugMixTrace } from '../augmix-trace.js';
import type { ChainRunner } from './chain-runner.js';

/**
 * AugMix inside the kernels' memory: the image goes in once, the view comes out once. An op without a kernel for its
 * arguments works on copies outside. False where the kernel for mixing does not take these numbers.
 */
export function mixInKernels(
  fast: Kernels,
  runner: ChainRunner,
  image: Image,
  { weights, mix, chains }: AugMixTrace,
  normalization: Normalization,
  out: Float32Array,
): boolean {
  const { data, channels } = image;
  const { length } = data;
  const clean = fast.allocate(length);
  try {
    fast.bytes.set(data, clean);
    const scratch = fast.allocateScratch(image);
    const free: number[] = [];
    const results = chains.map((chain) => {
      let current = clean;
      for (const step of chain) {
        const op = runner.opOf(step);
        const kernel = op.kernel?.(step.args, image, fast.parameters);
        if (kernel === opKernels.none) continue;
        const target = free.pop() ?? fast.allocate(length);
        if (kernel === undefined) {
          const input = { ...image, data: fast.bytes.slice(current, current + length) };
          const { data: result } = runner.apply(step, input);
          fast.bytes.set(result, target);
        } else {
          fast.run(kernel, current, target, image, scratch);
        }
        if (current !== clean) free.push(current);
        current = target;
      }
      return current;
    });
    return mixChains(fast, { clean, chains: results, weights, mix, length, channels }, normalization, out);
  } finally {
    fast.release(clean);
  }
}
