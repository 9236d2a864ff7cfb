import { defineMetric, z } from '@augmix/core';
import { aurra } from '../aurra.js';

const options = z.strictObject({});

/** Plugin of {@link aurra}. */
export const aurraPlugin = defineMetric({
  name: 'aurra',
  summary: 'Area under the response rate–accuracy curve.',
  options,
  load: async () => () => aurra(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/aurra': z.input<typeof options>;
  }
}
