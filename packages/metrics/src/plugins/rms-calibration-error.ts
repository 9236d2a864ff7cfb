import { defineMetric, type z } from '@augmix/core';
import { rmsCalibrationError } from '../rms-calibration-error.js';
import { fixedSizeOptions } from './fixed-size-options.js';

/** Plugin of {@link rmsCalibrationError}. */
export const rmsCalibrationErrorPlugin = defineMetric({
  name: 'rms-calibration-error',
  summary: 'Root-mean-square difference of confidence and accuracy over bins of 100 predictions.',
  options: fixedSizeOptions,
  load: async () => (settings) => rmsCalibrationError(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/rms-calibration-error': z.input<typeof fixedSizeOptions>;
  }
}
