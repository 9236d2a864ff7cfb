import { definePlugins } from '@augmix/core';
import { crossEntropyPlugin } from './plugins/cross-entropy.js';
import { jensenShannonPlugin } from './plugins/jensen-shannon.js';

/** The losses of this package. */
export const plugins = definePlugins({
  package: '@augmix/losses',
  module: import.meta.url,
  plugins: [crossEntropyPlugin, jensenShannonPlugin],
});
export { crossEntropyPlugin, jensenShannonPlugin };
