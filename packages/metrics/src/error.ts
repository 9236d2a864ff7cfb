import type { Metric, PredictionBatch } from '@augmix/core';
import { checkBatch } from './internal/check-batch.js';
import { checkWhole } from './internal/check-whole.js';
import { meanMetric } from './internal/mean-metric.js';
import { isAmongTop } from './internal/rank.js';
import { argmax } from './internal/softmax.js';

/**
 * Top-1 error: the share, in %, of predictions whose largest logit is not the label's. Of equal logits the first
 * counts as the largest.
 *
 * `update`, `compute` and `interval` throw AugmixError `LOGITS_INVALID` for a logit that is NaN or +∞, a row of −∞ alone,
 * a label out of range, arrays that do not fit, or no predictions at all. A logit of −∞ is probability 0.
 *
 * @example
 * ```ts
 * import { error } from '@augmix/metrics';
 * const metric = error();
 * metric.update({ logits: Float32Array.of(2, 1, 0, 3), classes: 2, labels: [0, 0] });
 * metric.compute(); // => 50
 * metric.interval?.(); // => [0, 100]
 * ```
 */
export function error(): Metric {
  return topError(1);
}

/**
 * Top-k error: the share, in %, of predictions whose label is not among the `k` largest logits. Errors as
 * {@link error}, and `INVALID_ARGUMENT` for a `k` that is not a whole number of at least 1.
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
  checkWhole('k', k);
  return meanMetric('%', (batch: PredictionBatch, row: number) => (isAmongTop(batch, row, k) ? 0 : 100));
}

/**
 * Which predictions are wrong: 1 where the largest logit is not the label's, else 0; of equal logits the first counts as
 * the largest. Kept per image, it can be averaged over corruptions and resampled by {@link bootstrapMean}.
 *
 * `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` as {@link error}
 * @example
 * ```ts
 * import { errorsOf } from '@augmix/metrics';
 * [...errorsOf(Float32Array.of(2, 1, 0, 3), [0, 0], 2)]; // => [0, 1]
 * ```
 */
export function errorsOf(logits: Float32Array, labels: ArrayLike<number>, classes: number): Uint8Array {
  const rows = checkBatch({ logits, classes, labels });
  return Uint8Array.from({ length: rows }, (_, row) =>
    argmax(logits, row * classes, classes) === labels[row] ? 0 : 1,
  );
}
