import { judgeRows } from './internal/calibration-metric.js';
import { checkLogits, noPredictions } from './internal/check-batch.js';
import { argmax, probabilityOfBest } from './internal/softmax.js';

/**
 * The confidence of each prediction: its largest softmax probability, in float64. `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` for logits that are not numbers, or a length that is not a multiple of `classes`
 * @example
 * ```ts
 * import { confidencesOf } from '@augmix/metrics';
 * [...confidencesOf(Float32Array.of(0, 0, 99, 0), 2)]; // => [0.5, 1]
 * ```
 */
export function confidencesOf(logits: Float32Array, classes: number): Float64Array {
  const rows = checkLogits(logits, classes);
  return Float64Array.from({ length: rows }, (_, row) => {
    const start = row * classes;
    return probabilityOfBest(logits, start, classes, argmax(logits, start, classes));
  });
}

/**
 * Signed calibration: mean confidence − accuracy, in %; above 0 the model is overconfident, below 0 underconfident, as
 * ensembles of models trained with mixed images tend to be. For an interval give {@link bootstrapMean} the
 * {@link confidenceGaps}.
 *
 * `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` as {@link error}
 * @see Wen et al.: Combining ensembles and data augmentation can harm your calibration (ICLR 2021)
 * @example
 * ```ts
 * import { confidenceBias } from '@augmix/metrics';
 * confidenceBias(Float32Array.of(0, 0, 0, 0), [1, 1], 2); // => 50
 * ```
 */
export function confidenceBias(logits: Float32Array, labels: ArrayLike<number>, classes: number): number {
  const gaps = confidenceGaps(logits, labels, classes);
  if (gaps.length === 0) throw noPredictions();
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

/**
 * Confidence − 1 of each prediction that is right and the confidence of each that is wrong, in %; their mean is
 * {@link confidenceBias}. `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` as {@link error}
 * @example
 * ```ts
 * import { confidenceGaps } from '@augmix/metrics';
 * [...confidenceGaps(Float32Array.of(0, 0, 0, 0), [0, 1], 2)]; // => [-50, 50]
 * ```
 */
export function confidenceGaps(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): Float64Array {
  const gaps = new Float64Array(labels.length);
  judgeRows({ logits, classes, labels }, (confidence, correct, row) => {
    gaps[row] = 100 * (confidence - correct);
  });
  return gaps;
}
