import type { Image } from '@augmix/core';
import { anotherSeed } from '../noise.js';
import { blurLevels, isFilterSmall } from './gaussian.js';
import { onKernels, seedKernels, wordsOf } from './on-kernels.js';

/** `glass_blur` with drawn displacements; undefined without kernels. */
export function glassOnKernels(
  image: Image,
  sigma: number,
  maxDelta: number,
  iterations: number,
  seed: number,
): Image | undefined {
  if (!isFilterSmall(image.height, sigma, 4)) return undefined;
  const { width, height, channels } = image;
  // Neighbours are never farther than the border that is left out, so they are inside.
  const rounds = Math.min(width, height) > 2 * maxDelta ? iterations : 0;
  return onKernels(image, (kernels, source, target) => {
    const blurred = kernels.allocate(image.data.length);
    blurLevels(kernels, source, blurred, image, sigma);
    seedKernels(kernels, seed);
    const other = wordsOf(anotherSeed(seed));
    kernels.run.displaceGlass(blurred, width, height, channels, maxDelta, rounds, ...other);
    blurLevels(kernels, blurred, target, image, sigma);
  });
}
