import type { Image, Op } from '@augmix/core';
import { kernels } from '@augmix/kernels';

/** How an op finds its fast form: see `Op.kernel`. */
export type Kernel<Args> = NonNullable<Op<Args>['kernel']>;

/** Applies the fast form where there is one for this image and these arguments; false where there is none. */
export function runKernel<Args>(kernel: Kernel<Args>, image: Image, args: Args, target: Image): boolean {
  const fast = kernels();
  if (!fast?.accepts(image)) return false;
  const number = kernel(args, image, fast.parameters);
  if (number === undefined) return false;
  fast.apply(number, image, target);
  return true;
}
