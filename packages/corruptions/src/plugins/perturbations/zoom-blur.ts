import { definePerturbation } from '@augmix/core';
import { zoomBlurPerturbation } from '../../perturbations/zoom-blur.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `zoom_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { zoomBlurPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(zoomBlurPerturbationPlugin).names('perturbation'); // => ['zoom_blur']
 * ```
 */
export const zoomBlurPerturbationPlugin = definePerturbation({
  name: 'zoom_blur',
  summary: 'The mean of the image and ever more enlargements of it.',
  options: perturbationOptions,
  load: async () => zoomBlurPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/zoom_blur': PerturbationOptions;
  }
}
