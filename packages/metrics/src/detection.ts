import { AugmixError, type IntervalOptions } from '@augmix/core';
import { confidencesOf } from './confidences.js';
import { middle, resample } from './internal/resample.js';

/** How well a score tells positives from negatives, in %. */
export interface DetectionMeasures {
  /** Area under the ROC curve; 50 for a score that knows nothing. */
  auroc: number;
  /** Average precision: the area under the precision–recall curve. It depends on how many positives there are per negative. */
  aupr: number;
  /** Share of negatives above the threshold whose recall is closest to 95 %. */
  fpr95: number;
}

/**
 * How well scores tell positives (high) from negatives (low): AUROC with ties counted half, average precision, and the
 * false-positive rate at 95 % recall as the reference takes it: at the threshold, of those that are scores, whose recall
 * is closest to 0.95, the lower one of equally close ones and none below the first that finds every positive; nothing is
 * interpolated.
 *
 * With the scores −confidence of wrong and of right predictions this is error detection.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for a score that is NaN, or none on a side
 * @see `get_measures` in utils/display_results.py of hendrycks/outlier-exposure
 * @example
 * ```ts
 * import { detection } from '@augmix/metrics';
 * detection([0.9, 0.8], [0.1, 0.2, 0.3]); // => { auroc: 100, aupr: 100, fpr95: 0 }
 * ```
 */
export function detection(positives: ArrayLike<number>, negatives: ArrayLike<number>): DetectionMeasures {
  return measuresOf(rankScores(positives, negatives));
}

/**
 * Bootstrap confidence intervals of {@link detection}, by the percentile method; positives and negatives are each drawn
 * anew, so that their numbers stay. Errors as there, and as {@link bootstrapInterval}.
 *
 * @example
 * ```ts
 * import { detectionIntervals } from '@augmix/metrics';
 * detectionIntervals([0.9, 0.8], [0.1, 0.2, 0.3]).auroc; // => [100, 100]
 * ```
 */
export function detectionIntervals(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
  options: IntervalOptions = {},
): Record<keyof DetectionMeasures, readonly [number, number]> {
  const ranked = rankScores(positives, negatives);
  const resampled: DetectionMeasures[] = [];
  resample(
    [positives.length, negatives.length],
    (counts) => resampled.push(measuresOf(ranked, counts)),
    options,
  );
  const intervalOf = (name: keyof DetectionMeasures) =>
    middle(
      Float64Array.from(resampled, (measures) => measures[name]),
      options.level,
    );
  return { auroc: intervalOf('auroc'), aupr: intervalOf('aupr'), fpr95: intervalOf('fpr95') };
}

/**
 * How well low confidence tells images of other classes from those of the model's own: {@link detection} with the score
 * −(largest softmax probability), images out of distribution being the positives. The reference takes one of them for
 * every five others, and AUPR depends on that.
 *
 * Both logits are `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` for logits that are not numbers or do not fit, `INVALID_ARGUMENT` for none
 * @see Hendrycks, Gimpel: A baseline for detecting misclassified and out-of-distribution examples (ICLR 2017)
 * @example
 * ```ts
 * import { oodScores } from '@augmix/metrics';
 * oodScores(Float32Array.of(9, 0, 0, 8), Float32Array.of(1, 0), 2).auroc; // => 100
 * ```
 */
export function oodScores(
  logitsIn: Float32Array,
  logitsOut: Float32Array,
  classes: number,
): DetectionMeasures {
  return detection(anomalyScores(logitsOut, classes), anomalyScores(logitsIn, classes));
}

/**
 * The score that {@link oodScores} uses: −(largest softmax probability) of each row of `logits` `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` as {@link confidencesOf}
 * @example
 * ```ts
 * import { anomalyScores } from '@augmix/metrics';
 * [...anomalyScores(Float32Array.of(0, 0, 99, 0), 2)]; // => [-0.5, -1]
 * ```
 */
export function anomalyScores(logits: Float32Array, classes: number): Float64Array {
  return confidencesOf(logits, classes).map((confidence) => -confidence);
}

interface RankedScores {
  /** Scores, positives before negatives. */
  scores: Float64Array;
  positives: number;
  /** Places in `scores`, from the highest score down. */
  order: Uint32Array;
}

function rankScores(positives: ArrayLike<number>, negatives: ArrayLike<number>): RankedScores {
  const scores = new Float64Array(positives.length + negatives.length);
  scores.set(positives);
  scores.set(negatives, positives.length);
  if (positives.length === 0 || negatives.length === 0 || scores.some(Number.isNaN)) {
    throw new AugmixError('INVALID_ARGUMENT', 'the scores cannot be compared', {
      expected: 'at least one number on each side, and no NaN',
    });
  }
  const order = Uint32Array.from(scores, (_, index) => index);
  order.sort((a, b) => scores[b] - scores[a] || a - b);
  return { scores, positives: positives.length, order };
}

function measuresOf({ scores, positives, order }: RankedScores, counts?: Uint32Array): DetectionMeasures {
  const negatives = scores.length - positives;
  let found = 0;
  let falseAlarms = 0;
  let rocArea = 0;
  let precisionArea = 0;
  let nearest = Infinity;
  let fpr = 0;
  for (let rank = 0; rank < order.length;) {
    const score = scores[order[rank]];
    let newFound = 0;
    let newFalse = 0;
    // Equal scores are one threshold.
    for (; rank < order.length && scores[order[rank]] === score; rank++) {
      const times = counts ? counts[order[rank]] : 1;
      if (order[rank] < positives) newFound += times;
      else newFalse += times;
    }
    const isComplete = found === positives;
    rocArea += newFalse * (found + newFound / 2);
    found += newFound;
    falseAlarms += newFalse;
    if (newFound > 0) precisionArea += (newFound * found) / (found + falseAlarms);
    const distance = Math.abs(found / positives - 0.95);
    if (!isComplete && distance <= nearest) {
      nearest = distance;
      fpr = falseAlarms / negatives;
    }
  }
  return {
    auroc: (100 * rocArea) / (positives * negatives),
    aupr: (100 * precisionArea) / positives,
    fpr95: 100 * fpr,
  };
}
