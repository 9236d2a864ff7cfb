import { defineMetric, z } from '@augmix/core';
import { nll } from '../nll.js';

const options = z.strictObject({});

/** Plugin of {@link nll}. */
export const nllPlugin = defineMetric({
  name: 'nll',
  summary: 'Mean negative log-likelihood of the labels.',
  options,
  load: async () => () => nll(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/nll': z.input<typeof options>;
  }
}
