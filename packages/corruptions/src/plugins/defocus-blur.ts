import { defineCorruption } from '@augmix/core';
import { defocusBlurCorruption } from '../defocus-blur.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `defocus_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { defocusBlurPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(defocusBlurPlugin).names('corruption'); // => ['defocus_blur']
 * ```
 */
export const defocusBlurPlugin = defineCorruption({
  name: 'defocus_blur',
  summary: 'Blurs with a disk, like a lens out of focus.',
  options: presetOptions,
  load: async () => defocusBlurCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/defocus_blur': PresetOptions;
  }
}
