import { meanOf, sequenceMeans, type TransitionOptions } from './internal/transitions.js';

/**
 * Flip probability of a perturbation, in %: how often the predicted class differs from that of the previous frame, or for
 * noise, from that of the first; the mean over a sequence's frames, then over sequences.
 *
 * @param predictions - predicted classes `[sequences, frames]`, as {@link predictedClasses} gives them
 * @param frames - frames per sequence, the first included
 * @throws AugmixError `LOGITS_INVALID` when the predictions are no whole sequences, `INVALID_ARGUMENT` for fewer frames
 * than can be compared, or an invalid option
 * @see `flip_prob` in ImageNet-P/cifar-p-eval.py of hendrycks/robustness
 * @example
 * ```ts
 * import { flipProbability } from '@augmix/metrics';
 * flipProbability([3, 3, 5, 5, 5], 5, { compare: 'previous' }); // => 25
 * flipProbability([3, 3, 5, 5, 5], 5, { compare: 'first' }); // => 75
 * ```
 */
export function flipProbability(
  predictions: ArrayLike<number>,
  frames: number,
  options: TransitionOptions,
): number {
  return meanOf(sequenceFlips(predictions, frames, options));
}

/**
 * The share of flips in each sequence, in %; their mean is {@link flipProbability}, and {@link bootstrapMean} gives it an
 * interval over sequences. Arguments and errors as there.
 *
 * @example
 * ```ts
 * import { sequenceFlips } from '@augmix/metrics';
 * [...sequenceFlips([1, 1, 1, 2, 1, 2], 3, { compare: 'previous' })]; // => [0, 100]
 * ```
 */
export function sequenceFlips(
  predictions: ArrayLike<number>,
  frames: number,
  options: TransitionOptions,
): Float64Array {
  return sequenceMeans(predictions.length, frames, options, (from, to) =>
    predictions[from] === predictions[to] ? 0 : 100,
  );
}
