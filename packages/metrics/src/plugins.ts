import { definePlugins } from '@augmix/core';
import { adaptiveEcePlugin } from './plugins/adaptive-ece.js';
import { aurraPlugin } from './plugins/aurra.js';
import { brierPlugin } from './plugins/brier.js';
import { ecePlugin } from './plugins/ece.js';
import { errorPlugin } from './plugins/error.js';
import { madCalibrationErrorPlugin } from './plugins/mad-calibration-error.js';
import { nllPlugin } from './plugins/nll.js';
import { rmsCalibrationErrorPlugin } from './plugins/rms-calibration-error.js';
import { softF1Plugin } from './plugins/soft-f1.js';
import { top5ErrorPlugin } from './plugins/top5-error.js';

/** The metrics of this package. */
export const plugins = definePlugins({
  package: '@augmix/metrics',
  module: import.meta.url,
  plugins: [
    errorPlugin,
    top5ErrorPlugin,
    nllPlugin,
    brierPlugin,
    rmsCalibrationErrorPlugin,
    madCalibrationErrorPlugin,
    ecePlugin,
    adaptiveEcePlugin,
    softF1Plugin,
    aurraPlugin,
  ],
});
export {
  adaptiveEcePlugin,
  aurraPlugin,
  brierPlugin,
  ecePlugin,
  errorPlugin,
  madCalibrationErrorPlugin,
  nllPlugin,
  rmsCalibrationErrorPlugin,
  softF1Plugin,
  top5ErrorPlugin,
};
