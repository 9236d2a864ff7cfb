import { defineCorruption } from '@augmix/core';
import { gaussianNoiseCorruption } from '../gaussian-noise.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `gaussian_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { gaussianNoisePlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(gaussianNoisePlugin).names('corruption'); // => ['gaussian_noise']
 * ```
 */
export const gaussianNoisePlugin = defineCorruption({
  name: 'gaussian_noise',
  summary: 'Adds independent normal noise to every value.',
  options: presetOptions,
  load: async () => gaussianNoiseCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/gaussian_noise': PresetOptions;
  }
}
