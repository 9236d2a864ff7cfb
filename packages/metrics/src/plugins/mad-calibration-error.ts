import { defineMetric, z } from '@augmix/core';
import { madCalibrationError } from '../mad-calibration-error.js';

const options = z.strictObject({
  binSize: z.int().min(1).default(100).describe('Predictions per bin.'),
  lastBin: z
    .enum(['drop', 'include'])
    .default('drop')
    .describe('Whether the bin of the highest confidences counts; the reference drops it.'),
});

/** Plugin of {@link madCalibrationError}. */
export const madCalibrationErrorPlugin = defineMetric({
  name: 'mad-calibration-error',
  summary: 'Mean absolute difference of confidence and accuracy over bins of 100 predictions.',
  options,
  load: async () => (settings) => madCalibrationError(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/mad-calibration-error': z.input<typeof options>;
  }
}
