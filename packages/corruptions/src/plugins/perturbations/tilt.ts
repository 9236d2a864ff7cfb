import { definePerturbation } from '@augmix/core';
import { tiltPerturbation } from '../../perturbations/tilt.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `tilt` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { tiltPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(tiltPerturbationPlugin).names('perturbation'); // => ['tilt']
 * ```
 */
export const tiltPerturbationPlugin = definePerturbation({
  name: 'tilt',
  summary: 'Tilts the image in space.',
  options: perturbationOptions,
  load: async () => tiltPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/tilt': PerturbationOptions;
  }
}
