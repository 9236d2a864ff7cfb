import { z } from '@augmix/core';
import { defineOptimizer } from '@augmix/core/tensor';

const options = z.strictObject({
  learningRate: z.number().positive().default(0.1).describe('Base rate, which the schedule scales.'),
  momentum: z
    .number()
    .min(0)
    .lt(1)
    .default(0.9)
    .describe('Share of the last update that the next one keeps.'),
  nesterov: z.boolean().default(true).describe('Looks one step of momentum ahead.'),
  weightDecay: z.number().min(0).default(0.0005).describe('Coupled L2 penalty on every variable.'),
});

export type SgdOptions = z.input<typeof options>;

export const sgdPlugin = defineOptimizer({
  name: 'sgd',
  summary:
    "Stochastic gradient descent with Nesterov momentum and coupled weight decay, PyTorch's arithmetic.",
  options,
  load: async () => (await import('../sgd.js')).sgd,
});
