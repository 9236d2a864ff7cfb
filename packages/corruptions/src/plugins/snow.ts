import { defineCorruption } from '@augmix/core';
import { snowCorruption } from '../snow.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `snow` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { snowPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(snowPlugin).names('corruption'); // => ['snow']
 * ```
 */
export const snowPlugin = defineCorruption({
  name: 'snow',
  summary: 'Whitens the image and adds falling snow.',
  options: presetOptions,
  load: async () => snowCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/snow': PresetOptions;
  }
}
