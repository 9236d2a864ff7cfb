import type { Metric } from '@augmix/core';
import { fixedSizeCalibration, type CalibrationErrorOptions } from './internal/fixed-size-calibration.js';

/**
 * Root-mean-square calibration error, in %: √ Σ (nᵇ / N) · (mean confidence − accuracy)² over bins of `binSize`
 * predictions in ascending order of confidence, the softmax probability of the predicted class. The last bin takes the
 * remainder too, so it has `binSize` to 2 · `binSize` − 1 predictions.
 *
 * The reference leaves the last bin, that of the most confident predictions, out of the sum while N stays the number of
 * all, and published numbers are made so; `lastBin: 'include'` gives the paper's definition. With fewer predictions than
 * `binSize` there is no bin and the result is NaN; with a single bin, `drop` gives 0. Of equal confidences the earlier
 * prediction is sorted first. The interval's resamples are shifted so that their mean is the result.
 *
 * Errors as {@link error}, and `INVALID_ARGUMENT` for an invalid option.
 *
 * @see `calib_err` in utils/calibration_tools.py of hendrycks/outlier-exposure, with p='2' and beta=100
 * @example
 * ```ts
 * import { rmsCalibrationError } from '@augmix/metrics';
 * const metric = rmsCalibrationError({ binSize: 2, lastBin: 'include' });
 * metric.update({ logits: Float32Array.of(0, 0, 0, 0), classes: 2, labels: [1, 1] });
 * metric.compute(); // => 50
 * ```
 */
export function rmsCalibrationError(options: CalibrationErrorOptions = {}): Metric {
  return fixedSizeCalibration('rms', options);
}
