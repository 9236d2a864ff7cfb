import { opKernels } from '@augmix/kernels';
import type { GeometricOptions } from '../geometric-options.js';
import type { Kernel } from './kernel.js';
import { packFill } from './kernel-fill.js';

/** The fast form of a shear: bilinear, by at most a pixel per pixel. */
export function shearKernel(number: number): Kernel<GeometricOptions & { factor: number }> {
  return ({ factor, fill, interpolation = 'bilinear' }, { channels }, parameters) => {
    const colour = packFill(fill, channels);
    if (interpolation !== 'bilinear' || colour === undefined || !(Math.abs(factor) <= 1)) return undefined;
    if (factor === 0) return opKernels.none;
    parameters[0] = factor;
    parameters[1] = colour;
    return number;
  };
}
