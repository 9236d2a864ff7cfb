import { defineMetric, type z } from '@augmix/core';
import { madCalibrationError } from '../mad-calibration-error.js';
import { fixedSizeOptions } from './fixed-size-options.js';

/** Plugin of {@link madCalibrationError}. */
export const madCalibrationErrorPlugin = defineMetric({
  name: 'mad-calibration-error',
  summary: 'Mean absolute difference of confidence and accuracy over bins of 100 predictions.',
  options: fixedSizeOptions,
  load: async () => (settings) => madCalibrationError(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/mad-calibration-error': z.input<typeof fixedSizeOptions>;
  }
}
