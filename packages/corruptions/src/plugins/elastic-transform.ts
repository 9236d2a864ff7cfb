import { defineCorruption } from '@augmix/core';
import { elasticTransformCorruption } from '../elastic-transform.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `elastic_transform` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { elasticTransformPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(elasticTransformPlugin).names('corruption'); // => ['elastic_transform']
 * ```
 */
export const elasticTransformPlugin = defineCorruption({
  name: 'elastic_transform',
  summary: 'Stretches the image by an affine map and smoothed noise.',
  options: presetOptions,
  load: async () => elasticTransformCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/elastic_transform': PresetOptions;
  }
}
