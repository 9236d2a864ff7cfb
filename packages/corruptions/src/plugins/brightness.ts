import { defineCorruption } from '@augmix/core';
import { brightnessCorruption } from '../brightness.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `brightness` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { brightnessPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(brightnessPlugin).names('corruption'); // => ['brightness']
 * ```
 */
export const brightnessPlugin = defineCorruption({
  name: 'brightness',
  summary: 'Adds to the value of HSV.',
  options: presetOptions,
  load: async () => brightnessCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/brightness': PresetOptions;
  }
}
