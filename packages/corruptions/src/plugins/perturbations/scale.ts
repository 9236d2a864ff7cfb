import { definePerturbation } from '@augmix/core';
import { scalePerturbation } from '../../perturbations/scale.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `scale` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { scalePerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(scalePerturbationPlugin).names('perturbation'); // => ['scale']
 * ```
 */
export const scalePerturbationPlugin = definePerturbation({
  name: 'scale',
  summary: 'From far to near.',
  options: perturbationOptions,
  load: async () => scalePerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/scale': PerturbationOptions;
  }
}
