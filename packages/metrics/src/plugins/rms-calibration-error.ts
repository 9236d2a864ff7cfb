import { defineMetric, z } from '@augmix/core';
import { rmsCalibrationError } from '../rms-calibration-error.js';

const options = z.strictObject({
  binSize: z.int().min(1).default(100).describe('Predictions per bin.'),
  lastBin: z
    .enum(['drop', 'include'])
    .default('drop')
    .describe('Whether the bin of the highest confidences counts; the reference drops it.'),
});

/** Plugin of {@link rmsCalibrationError}. */
export const rmsCalibrationErrorPlugin = defineMetric({
  name: 'rms-calibration-error',
  summary: 'Root-mean-square difference of confidence and accuracy over bins of 100 predictions.',
  options,
  load: async () => (settings) => rmsCalibrationError(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/rms-calibration-error': z.input<typeof options>;
  }
}
