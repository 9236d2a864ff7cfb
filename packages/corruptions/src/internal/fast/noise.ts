import type { Image } from '@augmix/core';
import { poissonTable } from '../poisson.js';
import type { CorruptionKernels } from '@augmix/kernels/corruptions';
import { onKernels, seedKernels } from './on-kernels.js';

/** `gaussian_noise` with drawn noise; undefined without kernels. */
export const gaussianNoiseOnKernels = (image: Image, sigma: number, seed: number): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    seedKernels(kernels, seed);
    kernels.run.gaussianNoise(source, target, image.data.length, sigma);
  });

/** `speckle_noise` with drawn noise; undefined without kernels. */
export const speckleNoiseOnKernels = (image: Image, sigma: number, seed: number): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    seedKernels(kernels, seed);
    kernels.run.speckleNoise(source, target, image.data.length, sigma);
  });

/** `shot_noise` with drawn photons; undefined without kernels. */
export const shotNoiseOnKernels = (image: Image, photons: number, seed: number): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    fillTables(kernels, photons);
    seedKernels(kernels, seed);
    kernels.run.shotNoise(source, target, image.data.length);
  });

/** Addresses of assembly-corruptions/memory.ts. */
const at = { cumulative: 0x8000, countLevels: 0x9000, guides: 0x10000, sums: 0x90000 };
let filled: { kernels: CorruptionKernels; photons: number } | undefined;

/** The Poisson tables of all levels, kept for the next image. */
function fillTables(kernels: CorruptionKernels, photons: number): void {
  if (filled?.kernels === kernels && filled.photons === photons) return;
  let next = at.sums;
  let most = 0;
  for (let level = 0; level < 256; level++) {
    const { cumulative, guide } = poissonTable((level / 255) * photons);
    kernels.doubles.set(cumulative, next >> 3);
    kernels.bytes.set(new Uint8Array(guide.buffer), at.guides + level * guide.byteLength);
    kernels.words[(at.cumulative >> 2) + level] = next;
    next += cumulative.byteLength;
    most = Math.max(most, cumulative.length);
  }
  for (let count = 0; count < most; count++) {
    const value = count / photons;
    kernels.bytes[at.countLevels + count] = value >= 1 ? 255 : value * 255;
  }
  filled = { kernels, photons };
}
