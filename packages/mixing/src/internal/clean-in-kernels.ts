import type { Image, Normalization } from '@augmix/core';
import { mixChains, type Kernels } from '@augmix/kernels';

/** The clean view as a mixture without chains; false where the kernel does not give the same bits. */
export function cleanInKernels(
  fast: Kernels,
  { data, channels }: Image,
  normalization: Normalization,
  out: Float32Array,
): boolean {
  // Adding nothing turns −0 into 0, and only a negative deviation makes −0.
  if (!normalization.std.every((deviation) => deviation > 0)) return false;
  const { length } = data;
  const clean = fast.allocate(length);
  fast.bytes.set(data, clean);
  const mixture = { clean, chains: [], weights: [], mix: 0, length, channels };
  const isDone = mixChains(fast, mixture, normalization, out);
  fast.release(clean);
  return isDone;
}
