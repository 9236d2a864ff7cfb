import { definePlugins } from '@augmix/core';
import { wideResnetPlugin } from './plugins/wide-resnet.js';

/** The network architectures of this package. */
export const plugins = definePlugins({
  package: '@augmix/models',
  module: import.meta.url,
  plugins: [wideResnetPlugin],
});
export { wideResnetPlugin };
