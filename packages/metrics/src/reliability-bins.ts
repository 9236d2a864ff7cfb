import { consecutiveBins, equalMassEnds, equalWidthBins } from './internal/bins.js';
import { judgeRows, sortPredictions } from './internal/calibration-metric.js';
import { checkWhole } from './internal/check-whole.js';

/** A row of a reliability table. */
export interface ReliabilityBin {
  count: number;
  /** Mean confidence in %, NaN in an empty bin. */
  confidence: number;
  /** Share of right predictions in %, NaN in an empty bin. */
  accuracy: number;
}

/** Options of {@link reliabilityBins}. */
export interface ReliabilityOptions {
  /** Number of bins (default 15). */
  bins?: number;
  /** Bins of equal width over 0 … 1 (default), or of equally many predictions. */
  binning?: 'equal-width' | 'equal-mass';
}

/**
 * The table behind a reliability diagram: predictions in bins of rising confidence, as {@link ece} (`equal-width`) and
 * {@link adaptiveEce} (`equal-mass`) use them. `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` as {@link error}, `INVALID_ARGUMENT` for an invalid option
 * @example
 * ```ts
 * import { reliabilityBins } from '@augmix/metrics';
 * const table = reliabilityBins(Float32Array.of(0, 0, 90, 0), [1, 0], 2, { bins: 4 });
 * table[2]; // => { count: 1, confidence: 50, accuracy: 0 }
 * table[3]; // => { count: 1, confidence: 100, accuracy: 100 }
 * ```
 */
export function reliabilityBins(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  { bins = 15, binning = 'equal-width' }: ReliabilityOptions = {},
): ReliabilityBin[] {
  checkWhole('bins', bins);
  const confidences: number[] = [];
  const corrects: number[] = [];
  judgeRows({ logits, classes, labels }, (confidence, correct) => {
    confidences.push(confidence);
    corrects.push(correct);
  });
  const predictions = sortPredictions(confidences, corrects);
  const once = new Uint8Array(confidences.length).fill(1);
  const { count, confidence, correct } =
    binning === 'equal-width'
      ? equalWidthBins(predictions, once, bins)
      : consecutiveBins(predictions, once, equalMassEnds(confidences.length, bins));
  return Array.from(count, (size, bin) => ({
    count: size,
    confidence: (100 * confidence[bin]) / size,
    accuracy: (100 * correct[bin]) / size,
  }));
}
