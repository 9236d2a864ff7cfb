import { definePerturbation } from '@augmix/core';
import { gaussianBlurPerturbation } from '../../perturbations/gaussian-blur.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `gaussian_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { gaussianBlurPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(gaussianBlurPerturbationPlugin).names('perturbation'); // => ['gaussian_blur']
 * ```
 */
export const gaussianBlurPerturbationPlugin = definePerturbation({
  name: 'gaussian_blur',
  summary: 'Blurs more and more.',
  options: perturbationOptions,
  load: async () => gaussianBlurPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/gaussian_blur': PerturbationOptions;
  }
}
