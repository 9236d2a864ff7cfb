import { definePerturbation } from '@augmix/core';
import { gaussianNoisePerturbation } from '../../perturbations/gaussian-noise.js';
import { noisePerturbationOptions, type NoisePerturbationOptions } from './options.js';

/**
 * The perturbation `gaussian_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { gaussianNoisePerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(gaussianNoisePerturbationPlugin).names('perturbation'); // => ['gaussian_noise']
 * ```
 */
export const gaussianNoisePerturbationPlugin = definePerturbation({
  name: 'gaussian_noise',
  summary: 'A clean frame and noisy copies of it: independent normal noise.',
  options: noisePerturbationOptions,
  load: async () => gaussianNoisePerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/gaussian_noise': NoisePerturbationOptions;
  }
}
