import { defineCorruption } from '@augmix/core';
import { shotNoiseCorruption } from '../shot-noise.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `shot_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { shotNoisePlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(shotNoisePlugin).names('corruption'); // => ['shot_noise']
 * ```
 */
export const shotNoisePlugin = defineCorruption({
  name: 'shot_noise',
  summary: 'Photon noise: every value becomes a Poisson count.',
  options: presetOptions,
  load: async () => shotNoiseCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/shot_noise': PresetOptions;
  }
}
