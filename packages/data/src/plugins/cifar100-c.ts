import { defineDataset } from '@augmix/core';
import type { CifarCOptions } from '../cifar-c/cifar-c.js';
import { cifarCOptions } from './cifar-c-options.js';

export const cifar100CPlugin = defineDataset({
  name: 'cifar100-c',
  summary:
    'CIFAR-100-C: the test images of CIFAR-100 under one corruption at one severity, from the published files.',
  options: cifarCOptions,
  load: async () => (await import('../cifar-c/cifar-c.js')).cifar100C,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/cifar100-c': CifarCOptions;
  }
}
