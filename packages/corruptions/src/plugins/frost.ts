import { defineCorruption } from '@augmix/core';
import { frostCorruption } from '../frost.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `frost` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { frostPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(frostPlugin).names('corruption'); // => ['frost']
 * ```
 */
export const frostPlugin = defineCorruption({
  name: 'frost',
  summary: 'Adds a texture of ice; computed, so not comparable with the published benchmark.',
  options: presetOptions,
  load: async () => frostCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/frost': PresetOptions;
  }
}
