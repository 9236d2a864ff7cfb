import { z } from '@augmix/core';
import { defineSchedule } from '@augmix/core/tensor';
import { cosine } from '../cosine.js';

const options = z.strictObject({
  minimum: z.number().min(0).default(1e-6).describe('Rate at the end of the run.'),
});

export type CosineOptions = z.input<typeof options>;

export const cosinePlugin = defineSchedule({
  name: 'cosine',
  summary: 'Half a cosine from the base rate down to a minimum, step by step.',
  options,
  load: async () => cosine,
});
