import type { Metric, PredictionBatch } from '@augmix/core';
import { meanMetric } from './internal/mean-metric.js';
import { logSumExp } from './internal/softmax.js';

function negativeLogLikelihood({ logits, classes, labels }: PredictionBatch, row: number): number {
  const start = row * classes;
  return logSumExp(logits, start, classes) - logits[start + labels[row]];
}

/**
 * Mean negative log-likelihood of the labels under the softmax of the logits, natural logarithm. Infinite when a label
 * was ruled out by a logit of −∞. Errors as {@link error}.
 *
 * @example
 * ```ts
 * import { nll } from '@augmix/metrics';
 * const metric = nll();
 * metric.update({ logits: Float32Array.of(0, 0, 0, 0), classes: 4, labels: [2] });
 * metric.compute().toFixed(4); // => '1.3863'
 * ```
 */
export function nll(): Metric {
  return meanMetric('', negativeLogLikelihood);
}
