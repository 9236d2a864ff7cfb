import { definePerturbation } from '@augmix/core';
import { rotatePerturbation } from '../../perturbations/rotate.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `rotate` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { rotatePerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(rotatePerturbationPlugin).names('perturbation'); // => ['rotate']
 * ```
 */
export const rotatePerturbationPlugin = definePerturbation({
  name: 'rotate',
  summary: 'Turns the image.',
  options: perturbationOptions,
  load: async () => rotatePerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/rotate': PerturbationOptions;
  }
}
