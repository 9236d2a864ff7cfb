import { definePlugins } from '@augmix/core';
import { cifar10Plugin } from './plugins/cifar10.js';

/** The data sets of this package. */
export const plugins = definePlugins({
  package: '@augmix/data',
  module: import.meta.url,
  plugins: [cifar10Plugin],
});

export { cifar10Plugin };
export type { Cifar10Options } from './cifar10/cifar10.js';
