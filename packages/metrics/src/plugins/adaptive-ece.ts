import { defineMetric, z } from '@augmix/core';
import { adaptiveEce } from '../adaptive-ece.js';

const options = z.strictObject({
  bins: z.int().min(1).default(15).describe('Number of bins.'),
});

/** Plugin of {@link adaptiveEce}. */
export const adaptiveEcePlugin = defineMetric({
  name: 'adaptive-ece',
  summary: 'Expected calibration error over bins of equally many predictions.',
  options,
  load: async () => (settings) => adaptiveEce(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/adaptive-ece': z.input<typeof options>;
  }
}
