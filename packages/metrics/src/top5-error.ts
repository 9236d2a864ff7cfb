import type { Metric } from '@augmix/core';
import { topError } from './error.js';

/**
 * Top-5 error: the share, in %, of predictions whose label is not among the five largest logits. It is 0 with five
 * classes or fewer. Errors as {@link error}.
 *
 * @example
 * ```ts
 * import { top5Error } from '@augmix/metrics';
 * const metric = top5Error();
 * metric.update({ logits: Float32Array.of(6, 5, 4, 3, 2, 1), classes: 6, labels: [5] });
 * metric.compute(); // => 100
 * ```
 */
export function top5Error(): Metric {
  return topError(5);
}
