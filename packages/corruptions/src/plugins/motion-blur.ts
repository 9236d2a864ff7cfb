import { defineCorruption } from '@augmix/core';
import { motionBlurCorruption } from '../motion-blur.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `motion_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { motionBlurPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(motionBlurPlugin).names('corruption'); // => ['motion_blur']
 * ```
 */
export const motionBlurPlugin = defineCorruption({
  name: 'motion_blur',
  summary: 'Blurs along a straight trail, like a shaken camera.',
  options: presetOptions,
  load: async () => motionBlurCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/motion_blur': PresetOptions;
  }
}
