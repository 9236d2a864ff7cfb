import type { Metric, PredictionBatch } from '@augmix/core';
import { meanMetric } from './internal/running-mean.js';
import { isAmongTop } from './internal/rank.js';

/**
 * Top-1 error: the share, in %, of predictions whose largest logit is not the label's. Of equal logits the first
 * counts as the largest.
 *
 * `update` and `compute` throw AugmixError `INVALID_ARGUMENT` for a NaN logit, a label out of range, arrays that do
 * not fit, or no predictions at all.
 *
 * @example
 * ```ts
 * import { error } from '@augmix/metrics';
 * const metric = error();
 * metric.update({ logits: Float32Array.of(2, 1, 0, 3), classes: 2, labels: [0, 0] });
 * metric.compute(); // => 50
 * ```
 */
export function error(): Metric {
  return topError(1);
}

/**
 * Top-k error: the share, in %, of predictions whose label is not among the `k` largest logits.
 *
 * @example
 * ```ts
 * import { topError } from '@augmix/metrics';
 * const metric = topError(2);
 * metric.update({ logits: Float32Array.of(3, 2, 1, 3, 2, 1), classes: 3, labels: [1, 2] });
 * metric.compute(); // => 50
 * ```
 */
export function topError(k: number): Metric {
  return meanMetric('%', (batch: PredictionBatch, row: number) => (isAmongTop(batch, row, k) ? 0 : 100));
}
