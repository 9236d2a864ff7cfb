import { definePerturbation } from '@augmix/core';
import { brightnessPerturbation } from '../../perturbations/brightness.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `brightness` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { brightnessPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(brightnessPerturbationPlugin).names('perturbation'); // => ['brightness']
 * ```
 */
export const brightnessPerturbationPlugin = definePerturbation({
  name: 'brightness',
  summary: 'From dark to bright.',
  options: perturbationOptions,
  load: async () => brightnessPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/brightness': PerturbationOptions;
  }
}
