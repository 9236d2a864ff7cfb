import { defineCorruption } from '@augmix/core';
import { impulseNoiseCorruption } from '../impulse-noise.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `impulse_noise` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { impulseNoisePlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(impulseNoisePlugin).names('corruption'); // => ['impulse_noise']
 * ```
 */
export const impulseNoisePlugin = defineCorruption({
  name: 'impulse_noise',
  summary: 'Replaces values by 0 or 255 (salt and pepper).',
  options: presetOptions,
  load: async () => impulseNoiseCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/impulse_noise': PresetOptions;
  }
}
