import { definePlugins } from '@augmix/core';
import { tensorflow } from './plugins/tensorflow.js';

export const plugins = definePlugins({
  package: '@augmix/backend-tensorflow',
  module: import.meta.url,
  plugins: [tensorflow],
});

export { tensorflow };
