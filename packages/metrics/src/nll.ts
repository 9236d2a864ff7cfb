import type { Metric, PredictionBatch } from '@augmix/core';
import { meanMetric } from './internal/running-mean.js';

/** −log softmax of the label's logit, in float64 and safe from overflow. */
function negativeLogLikelihood({ logits, classes, labels }: PredictionBatch, row: number): number {
  const start = row * classes;
  let largest = -Infinity;
  for (let place = start; place < start + classes; place++) largest = Math.max(largest, logits[place]);
  let sum = 0;
  for (let place = start; place < start + classes; place++) sum += Math.exp(logits[place] - largest);
  return Math.log(sum) + largest - logits[start + labels[row]];
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
