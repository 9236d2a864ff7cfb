import { tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { AugmixError } from '@augmix/core';
import { composedBatchNorm } from './internal/composed-batch-norm.js';
import { fusedBatchNorm, hasFusedBatchNorm } from './internal/fused-batch-norm.js';

/** What {@link batchNormTraining} gives back. */
export interface BatchNormResult<T extends Tensor> {
  output: T;
  /** Mean per channel of this batch. */
  mean: Tensor1D;
  /** Biased variance per channel of this batch: the sum of squares divided by the number of values. */
  variance: Tensor1D;
}

/**
 * Batch normalisation with the statistics of the batch itself, differentiable in `x`, `gamma` and `beta`:
 * (x − mean) · gamma / √(variance + epsilon) + beta per channel, and max(0, ·) of that with `relu`.
 *
 * `x` is `[N, …, C]` with channels last, `gamma` and `beta` are `[C]`. `mean` and `variance` are constants for
 * differentiation, their influence on `output` is part of its gradient. A backend that brings the kernels
 * `fusedKernels.batchNormTraining` and `…Grad` of `@augmix/core/tensor` runs those; elsewhere the function is composed
 * from ordinary ops, with an analytic gradient. Only `x` and vectors by channel are kept for the gradient.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a channel has fewer than two values, which leaves its variance undefined.
 * @see Ioffe and Szegedy, Batch Normalization (2015).
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { batchNormTraining } from '@augmix/models';
 * const x = tf.tensor2d([[1], [3]]);
 * const { output, variance } = batchNormTraining(x, tf.ones([1]), tf.zeros([1]), 0);
 * output.arraySync(); // => [[-1], [1]]
 * variance.arraySync(); // => [1]
 * batchNormTraining(x, tf.ones([1]), tf.zeros([1]), 0, { relu: true }).output.arraySync(); // => [[0], [1]]
 * ```
 */
export function batchNormTraining<T extends Tensor>(
  x: T,
  gamma: Tensor1D,
  beta: Tensor1D,
  epsilon: number,
  { relu = false }: { relu?: boolean } = {},
): BatchNormResult<T> {
  if (x.size / x.shape[x.rank - 1] < 2) {
    throw new AugmixError(
      'INVALID_ARGUMENT',
      'batch normalisation in training needs more than one value per channel',
      {
        path: 'x',
        expected: 'a larger batch or image',
      },
    );
  }
  return tidy(() => {
    const form = hasFusedBatchNorm() ? fusedBatchNorm : composedBatchNorm;
    const [output, mean, variance] = form(x, gamma, beta, { epsilon, relu });
    return { output: output as T, mean, variance };
  });
}
