import {
  add,
  clipByValue,
  customGrad,
  div,
  exp,
  greaterEqual,
  lessEqual,
  log,
  logicalAnd,
  mean,
  mul,
  reshape,
  slice,
  sub,
  sum,
  tidy,
  where,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { AugmixError } from '@augmix/core';
import type { Loss } from '@augmix/core/tensor';
import { softmaxCrossEntropy } from './cross-entropy.js';
import { checkRows } from './internal/check-shapes.js';
import { logProbabilities } from './internal/log-probabilities.js';

/** Options of {@link jensenShannon}. */
export interface JensenShannonOptions {
  /** Factor λ of the divergence beside the cross-entropy, at least 0 (default 12). */
  weight?: number;
}

// The reference clamps the mean distribution before it takes the logarithm.
const smallestMean = 1e-7;

/**
 * Jensen–Shannon divergence between the predictions for several views of the same images, averaged over the images:
 * (1/V) Σ_i KL(p_i ‖ M) with p_i = softmax(z_i) and M the mean of all p_i, clamped to [1e-7, 1].
 *
 * `logits` is `[views · N, classes]`, all images of the first view, then of the second, …; the result lies in
 * 0 … log(views). The gradient goes through p_i and through M (not where the clamp is active), as in the reference,
 * but is written out: where the clamp is inactive the terms through M add up to zero.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when the rows do not divide into views.
 * @see Hendrycks et al., AugMix (ICLR 2020), and `cifar.py` of google-research/augmix.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { jensenShannonDivergence } from '@augmix/losses';
 * const certainAndOpposite = tf.tensor2d([[50, 0], [0, 50]]);
 * jensenShannonDivergence(certainAndOpposite, 2).dataSync()[0].toFixed(4); // => '0.6931'
 * ```
 */
export function jensenShannonDivergence(logits: Tensor2D, views: number): Scalar {
  const [rows, classes] = logits.shape;
  const examples = Math.floor(rows / views);
  checkRows(logits, examples, views);
  const divergence = customGrad((input, save) => {
    const logP = reshape(logProbabilities(input as Tensor2D), [views, examples, classes]);
    const p = exp(logP);
    const mixture = mean(p, 0);
    const logRatio = sub(logP, log(clipByValue(mixture, smallestMean, 1)));
    (save as (tensors: Tensor[]) => void)([p, mixture, logRatio]);
    return {
      value: div(sum(mul(p, logRatio)), rows),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [p, mixture, logRatio] = saved;
        // ∂/∂p_i is logRatio + 1 − (M / clamped M where the clamp lets the gradient through, else 0).
        const passes = logicalAnd(greaterEqual(mixture, smallestMean), lessEqual(mixture, 1));
        const slope = mul(p, add(logRatio, where(passes, 0, 1)));
        // Through the softmax: p ⊙ (g − Σ p·g).
        const gradient = sub(slope, mul(p, sum(slope, -1, true)));
        return reshape(mul(gradient, div(dy, rows)), [rows, classes]);
      },
    };
  });
  return tidy(() => divergence(logits) as Scalar);
}

/**
 * The AugMix training loss: cross-entropy on the first (clean) view plus `weight` times the Jensen–Shannon divergence
 * of all views. With a single view it is plain cross-entropy.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for a negative weight.
 * @see Hendrycks et al., AugMix (ICLR 2020): weight 12 and three views.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { jensenShannon } from '@augmix/losses';
 * const loss = jensenShannon({ weight: 12 }).compute({
 *   logits: tf.tensor2d([[2, 0], [1, 0], [0, 1]]),
 *   labels: tf.tensor2d([[1, 0]]),
 *   views: 3,
 * });
 * loss.dataSync()[0].toFixed(3); // => '1.935'
 * ```
 */
export function jensenShannon({ weight = 12 }: JensenShannonOptions = {}): Loss {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new AugmixError('INVALID_ARGUMENT', `invalid weight ${weight}`, {
      path: 'weight',
      expected: 'a number of at least 0',
    });
  }
  return {
    comparesViews: true,
    compute({ logits, labels, views }) {
      const [examples, classes] = labels.shape;
      checkRows(logits, examples, views);
      if (views === 1) return softmaxCrossEntropy(logits, labels);
      return tidy(() => {
        const clean = slice(logits, [0, 0], [examples, classes]);
        return add(softmaxCrossEntropy(clean, labels), mul(jensenShannonDivergence(logits, views), weight));
      });
    },
  };
}
