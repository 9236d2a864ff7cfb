import { defineCorruption } from '@augmix/core';
import { glassBlurCorruption } from '../glass-blur.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `glass_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { glassBlurPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(glassBlurPlugin).names('corruption'); // => ['glass_blur']
 * ```
 */
export const glassBlurPlugin = defineCorruption({
  name: 'glass_blur',
  summary: 'Blurs and displaces pixels, like frosted glass.',
  options: presetOptions,
  load: async () => glassBlurCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/glass_blur': PresetOptions;
  }
}
