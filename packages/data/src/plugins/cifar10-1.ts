import { defineDataset, z } from '@augmix/core';
import type { Cifar101Options } from '../cifar10-1/cifar10-1.js';

const options = z.strictObject({
  folder: z.string().min(1).describe('Folder with the .npy files, from the folder of the config.'),
  version: z
    .enum(['v4', 'v6'])
    .default('v6')
    .describe('Which version: v6 has 2000 images, as many of each class, v4 has 2021.'),
});

export const cifar101Plugin = defineDataset({
  name: 'cifar10-1',
  summary: 'CIFAR-10.1: 2000 new test images for CIFAR-10, from the published files.',
  options,
  load: async () => (await import('../cifar10-1/cifar10-1.js')).cifar101,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/cifar10-1': Cifar101Options;
  }
}
