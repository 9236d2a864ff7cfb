import type { Metric } from '@augmix/core';
import type { EceOptions } from './ece.js';
import { calibrationGap, consecutiveBins, equalMassEnds } from './internal/bins.js';
import { calibrationMetric } from './internal/calibration-metric.js';
import { checkWhole } from './internal/check-whole.js';

/**
 * Adaptive expected calibration error, in %: as {@link ece}, over `bins` bins of equally many predictions in ascending
 * order of confidence; where the number does not divide, the first bins have one more. Of equal confidences the earlier
 * prediction is sorted first.
 *
 * @see Nguyen, O'Connor: Posterior calibration and exploratory analysis for NLP models (EMNLP 2015)
 * @example
 * ```ts
 * import { adaptiveEce } from '@augmix/metrics';
 * const metric = adaptiveEce({ bins: 1 });
 * metric.update({ logits: Float32Array.of(0, 0, 90, 0), classes: 2, labels: [1, 0] });
 * metric.compute(); // => 25
 * ```
 */
export function adaptiveEce({ bins = 15 }: EceOptions = {}): Metric {
  checkWhole('bins', bins);
  return calibrationMetric(
    'lower',
    (predictions, counts) => {
      const ends = equalMassEnds(predictions.correct.length, bins);
      return calibrationGap(consecutiveBins(predictions, counts, ends), 'mad');
    },
    { centered: true },
  );
}
