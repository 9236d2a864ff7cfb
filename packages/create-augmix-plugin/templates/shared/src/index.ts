import { definePlugins } from '@augmix/core';
import { pluginNamePlugin } from './plugin-name.js';

export * from './plugin-name.js';

/** What a config gets that lists this package under `plugins:`. */
export const plugins = definePlugins({
  package: 'augmix-plugin-name',
  module: import.meta.url,
  plugins: [pluginNamePlugin],
});
