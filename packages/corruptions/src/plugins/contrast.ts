import { defineCorruption } from '@augmix/core';
import { contrastCorruption } from '../contrast.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `contrast` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { contrastPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(contrastPlugin).names('corruption'); // => ['contrast']
 * ```
 */
export const contrastPlugin = defineCorruption({
  name: 'contrast',
  summary: 'Pulls every channel towards its mean.',
  options: presetOptions,
  load: async () => contrastCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/contrast': PresetOptions;
  }
}
