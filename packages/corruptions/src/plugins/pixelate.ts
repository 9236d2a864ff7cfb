import { defineCorruption } from '@augmix/core';
import { pixelateCorruption } from '../pixelate.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `pixelate` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { pixelatePlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(pixelatePlugin).names('corruption'); // => ['pixelate']
 * ```
 */
export const pixelatePlugin = defineCorruption({
  name: 'pixelate',
  summary: 'Shrinks and enlarges the image with a box filter.',
  options: presetOptions,
  load: async () => pixelateCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/pixelate': PresetOptions;
  }
}
