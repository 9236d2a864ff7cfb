import { div, mul, neg, sum, tidy, tile, type Scalar, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Loss } from '@augmix/core/tensor';
import { checkClasses, checkRows } from './internal/check-shapes.js';
import { logProbabilities } from './internal/log-probabilities.js';

/**
 * Mean cross-entropy of predictions against class probabilities, −(1/N) Σ_n Σ_k y·log softmax(z).
 *
 * `logits` and `labels` are both `[N, classes]`; label rows sum to 1 and may be soft. Natural logarithm. Differentiable
 * in `logits`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when the shapes do not fit.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { softmaxCrossEntropy } from '@augmix/losses';
 * const loss = softmaxCrossEntropy(tf.tensor2d([[0, 0]]), tf.tensor2d([[1, 0]]));
 * loss.dataSync()[0].toFixed(4); // => '0.6931'
 * ```
 */
export function softmaxCrossEntropy(logits: Tensor2D, labels: Tensor2D): Scalar {
  checkClasses(logits, labels);
  checkRows(logits, labels.shape[0], 1);
  return tidy(() => div<Scalar>(neg(sum(mul(labels, logProbabilities(logits)))), labels.shape[0]));
}

/**
 * The standard classification loss: mean softmax cross-entropy, averaged over all views when there are several.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { crossEntropy } from '@augmix/losses';
 * const loss = crossEntropy().compute({
 *   logits: tf.tensor2d([[0, 0]]),
 *   labels: tf.tensor2d([[1, 0]]),
 *   views: 1,
 * });
 * loss.dataSync()[0].toFixed(4); // => '0.6931'
 * ```
 */
export function crossEntropy(): Loss {
  return {
    compute({ logits, labels, views }) {
      checkRows(logits, labels.shape[0], views);
      if (views === 1) return softmaxCrossEntropy(logits, labels);
      return tidy(() => softmaxCrossEntropy(logits, tile(labels, [views, 1])));
    },
  };
}
