import { defineMetric, z } from '@augmix/core';
import { error } from '../error.js';

const options = z.strictObject({});

/** Plugin of {@link error}. */
export const errorPlugin = defineMetric({
  name: 'error',
  summary: 'Share of predictions whose largest logit is not the label’s.',
  options,
  load: async () => () => error(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/error': z.input<typeof options>;
  }
}
