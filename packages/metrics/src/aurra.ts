import type { Metric } from '@augmix/core';
import { calibrationMetric } from './internal/calibration-metric.js';

/**
 * Area under the response rate–accuracy curve, in %: the mean, over k = 1 … N, of the accuracy of the k most confident
 * predictions. Of equal confidences the later prediction is taken first. Errors as {@link error}.
 *
 * @see Hendrycks et al.: Natural adversarial examples (CVPR 2021); `aurra` in calibration_tools.py
 * @example
 * ```ts
 * import { aurra } from '@augmix/metrics';
 * const metric = aurra();
 * metric.update({ logits: Float32Array.of(0, 0, 9, 0), classes: 2, labels: [1, 0] });
 * metric.compute(); // => 75
 * ```
 */
export function aurra(): Metric {
  return calibrationMetric('higher', ({ correct }, counts) => {
    let answered = 0;
    let right = 0;
    let area = 0;
    for (let item = counts.length - 1; item >= 0; item--) {
      for (let copy = 0; copy < counts[item]; copy++) {
        right += correct[item];
        area += right / ++answered;
      }
    }
    return (100 * area) / answered;
  });
}
