import { definePerturbation } from '@augmix/core';
import { spatterPerturbation } from '../../perturbations/spatter.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `spatter` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { spatterPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(spatterPerturbationPlugin).names('perturbation'); // => ['spatter']
 * ```
 */
export const spatterPerturbationPlugin = definePerturbation({
  name: 'spatter',
  summary: 'Drops of water that run down.',
  options: perturbationOptions,
  load: async () => spatterPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/spatter': PerturbationOptions;
  }
}
