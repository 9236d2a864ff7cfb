import type { Metric } from '@augmix/core';
import { fixedSizeCalibration, type CalibrationErrorOptions } from './internal/fixed-size-calibration.js';

/**
 * Mean absolute calibration error, in %: as {@link rmsCalibrationError}, with Σ (nᵇ / N) · |mean confidence − accuracy|.
 *
 * @see `calib_err` in utils/calibration_tools.py of hendrycks/outlier-exposure, with p='1'
 * @example
 * ```ts
 * import { madCalibrationError } from '@augmix/metrics';
 * const metric = madCalibrationError({ binSize: 2, lastBin: 'include' });
 * metric.update({ logits: Float32Array.of(0, 0, 0, 0), classes: 2, labels: [0, 1] });
 * metric.compute(); // => 0
 * ```
 */
export function madCalibrationError(options: CalibrationErrorOptions = {}): Metric {
  return fixedSizeCalibration('mad', options);
}
