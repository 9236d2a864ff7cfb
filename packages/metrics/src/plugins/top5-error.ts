import { defineMetric, z } from '@augmix/core';
import { top5Error } from '../top5-error.js';

const options = z.strictObject({});

/** Plugin of {@link top5Error}. */
export const top5ErrorPlugin = defineMetric({
  name: 'top5-error',
  summary: 'Share of predictions whose label is not among the five largest logits.',
  options,
  load: async () => () => top5Error(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/top5-error': z.input<typeof options>;
  }
}
