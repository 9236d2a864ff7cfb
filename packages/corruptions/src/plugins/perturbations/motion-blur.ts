import { definePerturbation } from '@augmix/core';
import { motionBlurPerturbation } from '../../perturbations/motion-blur.js';
import { perturbationOptions, type PerturbationOptions } from './options.js';

/**
 * The perturbation `motion_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { motionBlurPerturbationPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(motionBlurPerturbationPlugin).names('perturbation'); // => ['motion_blur']
 * ```
 */
export const motionBlurPerturbationPlugin = definePerturbation({
  name: 'motion_blur',
  summary: 'Camera shake whose direction turns from frame to frame.',
  options: perturbationOptions,
  load: async () => motionBlurPerturbation,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'perturbation/motion_blur': PerturbationOptions;
  }
}
