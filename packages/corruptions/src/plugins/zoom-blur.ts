import { defineCorruption } from '@augmix/core';
import { zoomBlurCorruption } from '../zoom-blur.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `zoom_blur` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { zoomBlurPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(zoomBlurPlugin).names('corruption'); // => ['zoom_blur']
 * ```
 */
export const zoomBlurPlugin = defineCorruption({
  name: 'zoom_blur',
  summary: 'Averages the image and its enlargements.',
  options: presetOptions,
  load: async () => zoomBlurCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/zoom_blur': PresetOptions;
  }
}
