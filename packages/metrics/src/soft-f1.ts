import type { Metric } from '@augmix/core';
import { calibrationMetric } from './internal/calibration-metric.js';

/**
 * Soft F1 score of low confidence as a detector of wrong predictions, in %: 2 Σ (1 − c)·w / Σ (1 − c + w), with the
 * confidence c and w = 1 for a wrong prediction, else 0. NaN when every prediction is right with confidence 1. Errors as
 * {@link error}.
 *
 * @see `soft_f1` in utils/calibration_tools.py of hendrycks/outlier-exposure
 * @example
 * ```ts
 * import { softF1 } from '@augmix/metrics';
 * const metric = softF1();
 * metric.update({ logits: Float32Array.of(0, 0, 90, 0), classes: 2, labels: [1, 0] });
 * metric.compute().toFixed(2); // => '66.67'
 * ```
 */
export function softF1(): Metric {
  return calibrationMetric('higher', ({ confidence, correct }, counts) => {
    let found = 0;
    let all = 0;
    for (let item = 0; item < counts.length; item++) {
      const doubt = counts[item] * (1 - confidence[item]);
      const wrong = 1 - correct[item];
      found += doubt * wrong;
      all += doubt + counts[item] * wrong;
    }
    return (100 * 2 * found) / all;
  });
}
