import { z } from '@augmix/core';
import { defineModel } from '@augmix/core/tensor';

const count = z.int().min(1);

const options = z.strictObject({
  depth: z
    .int()
    .min(10)
    .refine((depth) => depth % 6 === 4, { error: '6n + 4: 10, 16, 22, 28, 34, 40, …' })
    .default(40)
    .describe('Number of layers, 6n + 4.'),
  widen: count.default(2).describe('Factor on the channels of the three groups.'),
  dropRate: z.number().min(0).lt(1).default(0).describe('Dropout between the convolutions of a block.'),
  width: count.default(16).describe('Channels of the stem.'),
  stemStride: count.default(1).describe('Stride of the first convolution.'),
});

/** Plugin of `wideResnet`. */
export const wideResnetPlugin = defineModel({
  name: 'wide-resnet',
  summary: 'Wide residual network; the default is WRN-40-2.',
  options,
  load: async () => (await import('../wide-resnet.js')).wideResnet,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'model/wide-resnet': z.input<typeof options>;
  }
}
