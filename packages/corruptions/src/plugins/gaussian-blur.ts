import { defineCorruption } from '@augmix/core';
import { gaussianBlurCorruption } from '../gaussian-blur.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `gaussian_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { gaussianBlurPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(gaussianBlurPlugin).names('corruption'); // => ['gaussian_blur']
 * ```
 */
export const gaussianBlurPlugin = defineCorruption({
  name: 'gaussian_blur',
  summary: 'Blurs with a Gaussian.',
  options: presetOptions,
  load: async () => gaussianBlurCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/gaussian_blur': PresetOptions;
  }
}
