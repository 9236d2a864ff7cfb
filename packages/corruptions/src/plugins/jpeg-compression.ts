import { defineCorruption } from '@augmix/core';
import { jpegCompressionCorruption } from '../jpeg-compression.js';
import { presetOptions, type PresetOptions } from './preset-options.js';

/**
 * The corruption `jpeg_compression` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { jpegCompressionPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(jpegCompressionPlugin).names('corruption'); // => ['jpeg_compression']
 * ```
 */
export const jpegCompressionPlugin = defineCorruption({
  name: 'jpeg_compression',
  summary: 'Saves the image as JPEG of low quality.',
  options: presetOptions,
  load: async () => jpegCompressionCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/jpeg_compression': PresetOptions;
  }
}
