import { definePerturbation } from '@augmix/core';
import { snowPerturbation } from '../../perturbations/snow.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `snow` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { snowPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(snowPerturbationPlugin).names('perturbation'); // => ['snow']
 * ```
 */
export const snowPerturbationPlugin = definePerturbation({
  name: 'snow',
  summary: 'Falling snow whose direction turns from frame to frame.',
  options: perturbationOptions,
  load: async () => snowPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/snow': PerturbationOptions;
  }
}
