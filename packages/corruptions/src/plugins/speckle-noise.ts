import { defineCorruption } from '@augmix/core';
import { speckleNoiseCorruption } from '../speckle-noise.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `speckle_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { speckleNoisePlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(speckleNoisePlugin).names('corruption'); // => ['speckle_noise']
 * ```
 */
export const speckleNoisePlugin = defineCorruption({
  name: 'speckle_noise',
  summary: 'Adds normal noise in proportion to every value.',
  options: presetOptions,
  load: async () => speckleNoiseCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/speckle_noise': PresetOptions;
  }
}
