import { definePerturbation } from '@augmix/core';
import { shotNoisePerturbation } from '../../perturbations/shot-noise.js';
import { noisePerturbationOptions, type NoisePerturbationOptions } from './options.js';

/**
 * The perturbation `shot_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { shotNoisePerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(shotNoisePerturbationPlugin).names('perturbation'); // => ['shot_noise']
 * ```
 */
export const shotNoisePerturbationPlugin = definePerturbation({
  name: 'shot_noise',
  summary: 'A clean frame and noisy copies of it: photon noise.',
  options: noisePerturbationOptions,
  load: async () => shotNoisePerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/shot_noise': NoisePerturbationOptions;
  }
}
