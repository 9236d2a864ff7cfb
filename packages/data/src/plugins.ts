import { definePlugins } from '@augmix/core';
import { cifar101Plugin } from './plugins/cifar10-1.js';
import { cifar10CPlugin } from './plugins/cifar10-c.js';
import { cifar10Plugin } from './plugins/cifar10.js';
import { cifar100CPlugin } from './plugins/cifar100-c.js';
import { imageFolderPlugin } from './plugins/imagefolder.js';

/** The data sets of this package. */
export const plugins = definePlugins({
  package: '@augmix/data',
  module: import.meta.url,
  plugins: [cifar10Plugin, cifar10CPlugin, cifar100CPlugin, cifar101Plugin, imageFolderPlugin],
});

export { cifar10Plugin, cifar10CPlugin, cifar100CPlugin, cifar101Plugin, imageFolderPlugin };
export type { Cifar101Options } from './cifar10-1/cifar10-1.js';
export type { CifarCOptions } from './cifar-c/cifar-c.js';
export type { Cifar10Options } from './cifar10/cifar10.js';
export type { ImageFolderOptions } from './imagefolder/imagefolder.js';
