import { defineCorruption } from '@augmix/core';
import { saturateCorruption } from '../saturate.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `saturate` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { saturatePlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(saturatePlugin).names('corruption'); // => ['saturate']
 * ```
 */
export const saturatePlugin = defineCorruption({
  name: 'saturate',
  summary: 'Weakens or strengthens colours.',
  options: presetOptions,
  load: async () => saturateCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/saturate': PresetOptions;
  }
}
