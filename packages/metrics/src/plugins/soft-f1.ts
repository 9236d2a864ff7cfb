import { defineMetric, z } from '@augmix/core';
import { softF1 } from '../soft-f1.js';

const options = z.strictObject({});

/** Plugin of {@link softF1}. */
export const softF1Plugin = defineMetric({
  name: 'soft-f1',
  summary: 'Soft F1 score of low confidence as a detector of wrong predictions.',
  options,
  load: async () => () => softF1(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/soft-f1': z.input<typeof options>;
  }
}
