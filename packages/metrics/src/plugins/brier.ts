import { defineMetric, z } from '@augmix/core';
import { brier } from '../brier.js';

const options = z.strictObject({});

/** Plugin of {@link brier}. */
export const brierPlugin = defineMetric({
  name: 'brier',
  summary: 'Mean squared distance of the probabilities from the one-hot label, 0 to 2.',
  options,
  load: async () => () => brier(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/brier': z.input<typeof options>;
  }
}
