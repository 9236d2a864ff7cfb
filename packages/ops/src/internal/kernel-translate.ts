import { opKernels } from '@augmix/kernels';
import type { GeometricOptions } from '../geometric-options.js';
import type { Kernel } from './kernel.js';
import { packFill } from './kernel-fill.js';

/** Farther than any image goes, and still a 32-bit number. */
const farthest = 2 ** 30;

/** The fast form of a translation by whole pixels, which both interpolations copy. */
export function translateKernel(number: number): Kernel<GeometricOptions & { pixels: number }> {
  return ({ pixels, fill, interpolation = 'bilinear' }, { channels }, parameters) => {
    const colour = packFill(fill, channels);
    const isKnown = interpolation === 'bilinear' || interpolation === 'nearest';
    if (!isKnown || colour === undefined || !Number.isInteger(pixels) || Math.abs(pixels) > farthest) {
      return undefined;
    }
    if (pixels === 0) return opKernels.none;
    parameters[0] = pixels;
    parameters[1] = colour;
    return number;
  };
}
