import type { Metric } from '@augmix/core';
import { calibrationGap, equalWidthBins } from './internal/bins.js';
import { calibrationMetric } from './internal/calibration-metric.js';
import { checkWhole } from './internal/check-whole.js';

/** Options of {@link ece} and {@link adaptiveEce}. */
export interface EceOptions {
  /** Number of bins (default 15). */
  bins?: number;
}

/**
 * Expected calibration error, in %: Σ (nᵇ / N) · |mean confidence − accuracy| over `bins` bins of equal width, [low, high)
 * and the last with 1; confidence is the softmax probability of the predicted class. The interval's resamples are shifted
 * so that their mean is the result. Errors as {@link error}, and `INVALID_ARGUMENT` for an invalid option.
 *
 * @see Guo et al.: On calibration of modern neural networks (ICML 2017)
 * @example
 * ```ts
 * import { ece } from '@augmix/metrics';
 * const metric = ece({ bins: 10 });
 * metric.update({ logits: Float32Array.of(0, 0, 90, 0), classes: 2, labels: [1, 0] });
 * metric.compute(); // => 25
 * ```
 */
export function ece({ bins = 15 }: EceOptions = {}): Metric {
  checkWhole('bins', bins);
  return calibrationMetric(
    'lower',
    (predictions, counts) => calibrationGap(equalWidthBins(predictions, counts, bins), 'mad'),
    { centered: true },
  );
}
