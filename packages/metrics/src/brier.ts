import type { Metric, PredictionBatch } from '@augmix/core';
import { meanMetric } from './internal/mean-metric.js';
import { logSumExp } from './internal/softmax.js';

const { exp } = Math;

function squaredDistance({ logits, classes, labels }: PredictionBatch, row: number): number {
  const start = row * classes;
  const logSum = logSumExp(logits, start, classes);
  let sum = 0;
  for (let index = 0; index < classes; index++) {
    const difference = exp(logits[start + index] - logSum) - (index === labels[row] ? 1 : 0);
    sum += difference * difference;
  }
  return sum;
}

/**
 * Brier score: the squared distance of the softmax probabilities from the one-hot label, summed over the classes and
 * averaged over the predictions; 0 … 2. Some libraries divide it by the number of classes. Errors as {@link error}.
 *
 * @see Brier: Verification of forecasts expressed in terms of probability (1950)
 * @example
 * ```ts
 * import { brier } from '@augmix/metrics';
 * const metric = brier();
 * metric.update({ logits: Float32Array.of(0, 0), classes: 2, labels: [1] });
 * metric.compute(); // => 0.5
 * ```
 */
export function brier(): Metric {
  return meanMetric('', squaredDistance);
}
