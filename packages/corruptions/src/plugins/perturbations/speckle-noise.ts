import { definePerturbation } from '@augmix/core';
import { speckleNoisePerturbation } from '../../perturbations/speckle-noise.js';
import { noisePerturbationOptions, type NoisePerturbationOptions } from './options.js';

/**
 * The perturbation `speckle_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { speckleNoisePerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(speckleNoisePerturbationPlugin).names('perturbation'); // => ['speckle_noise']
 * ```
 */
export const speckleNoisePerturbationPlugin = definePerturbation({
  name: 'speckle_noise',
  summary: 'A clean frame and noisy copies of it: noise in proportion to the value.',
  options: noisePerturbationOptions,
  load: async () => speckleNoisePerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/speckle_noise': NoisePerturbationOptions;
  }
}
