import { definePerturbation } from '@augmix/core';
import { shearPerturbation } from '../../perturbations/shear.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `shear` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { shearPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(shearPerturbationPlugin).names('perturbation'); // => ['shear']
 * ```
 */
export const shearPerturbationPlugin = definePerturbation({
  name: 'shear',
  summary: 'Shears the image sideways.',
  options: perturbationOptions,
  load: async () => shearPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/shear': PerturbationOptions;
  }
}
