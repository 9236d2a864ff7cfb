import { defineCorruption } from '@augmix/core';
import { spatterCorruption } from '../spatter.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `spatter` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { spatterPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(spatterPlugin).names('corruption'); // => ['spatter']
 * ```
 */
export const spatterPlugin = defineCorruption({
  name: 'spatter',
  summary: 'Puts drops of water or splashes of mud on the lens.',
  options: presetOptions,
  load: async () => spatterCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/spatter': PresetOptions;
  }
}
