import { defineCorruption } from '@augmix/core';
import { fogCorruption } from '../fog.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `fog` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { fogPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(fogPlugin).names('corruption'); // => ['fog']
 * ```
 */
export const fogPlugin = defineCorruption({
  name: 'fog',
  summary: 'Adds a plasma fractal as fog.',
  options: presetOptions,
  load: async () => fogCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/fog': PresetOptions;
  }
}
