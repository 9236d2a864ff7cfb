import { defineMetric, z } from '@augmix/core';
import { ece } from '../ece.js';

const options = z.strictObject({
  bins: z.int().min(1).default(15).describe('Number of bins.'),
});

/** Plugin of {@link ece}. */
export const ecePlugin = defineMetric({
  name: 'ece',
  summary: 'Expected calibration error over bins of equal width.',
  options,
  load: async () => (settings) => ece(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/ece': z.input<typeof options>;
  }
}
