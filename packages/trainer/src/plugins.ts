import { definePlugins } from '@augmix/core';
import { autoPlugin, type AutoOptions } from './plugins/auto.js';
import { constantPlugin, type ConstantOptions } from './plugins/constant.js';
import { cosinePlugin, type CosineOptions } from './plugins/cosine.js';
import { sgdPlugin, type SgdOptions } from './plugins/sgd.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'optimizer/sgd': SgdOptions;
    'schedule/cosine': CosineOptions;
    'schedule/constant': ConstantOptions;
    'backend/auto': AutoOptions;
  }
}

export const plugins = definePlugins({
  package: '@augmix/trainer',
  module: import.meta.url,
  plugins: [sgdPlugin, cosinePlugin, constantPlugin, autoPlugin],
});
