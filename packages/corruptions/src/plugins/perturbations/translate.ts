import { definePerturbation } from '@augmix/core';
import { translatePerturbation } from '../../perturbations/translate.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `translate` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { translatePerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(translatePerturbationPlugin).names('perturbation'); // => ['translate']
 * ```
 */
export const translatePerturbationPlugin = definePerturbation({
  name: 'translate',
  summary: 'Moves the image from left to right.',
  options: perturbationOptions,
  load: async () => translatePerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/translate': PerturbationOptions;
  }
}
