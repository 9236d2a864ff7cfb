import { defineDataset } from '@augmix/core';
import type { CifarCOptions } from '../cifar-c/cifar-c.js';
import { cifarCOptions } from './cifar-c-options.js';

export const cifar10CPlugin = defineDataset({
  name: 'cifar10-c',
  summary:
    'CIFAR-10-C: the test images of CIFAR-10 under one corruption at one severity, from the published files.',
  options: cifarCOptions,
  load: async () => (await import('../cifar-c/cifar-c.js')).cifar10C,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/cifar10-c': CifarCOptions;
  }
}
