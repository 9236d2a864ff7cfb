/** Predictions in ascending order of confidence; `correct` is 1 or 0. */
export interface SortedPredictions {
  confidence: Float64Array;
  correct: Uint8Array;
}

/** What falls into each bin. */
export interface Bins {
  count: Float64Array;
  confidence: Float64Array;
  correct: Float64Array;
}

const { abs, floor, min, sqrt } = Math;

const emptyBins = (bins: number): Bins => ({
  count: new Float64Array(bins),
  confidence: new Float64Array(bins),
  correct: new Float64Array(bins),
});

function add(
  bins: Bins,
  bin: number,
  { confidence, correct }: SortedPredictions,
  item: number,
  times: number,
) {
  bins.count[bin] += times;
  bins.confidence[bin] += times * confidence[item];
  bins.correct[bin] += times * correct[item];
}

/**
 * Consecutive bins that end at the given ranks. A prediction that was drawn several times is several predictions, and
 * may lie in two bins.
 */
export function consecutiveBins(
  predictions: SortedPredictions,
  counts: ArrayLike<number>,
  ends: readonly number[],
): Bins {
  const bins = emptyBins(ends.length);
  let bin = 0;
  let rank = 0;
  for (let item = 0; item < counts.length; item++) {
    for (let left = counts[item]; left > 0;) {
      while (rank >= ends[bin]) bin++;
      const times = min(left, ends[bin] - rank);
      add(bins, bin, predictions, item, times);
      rank += times;
      left -= times;
    }
  }
  return bins;
}

/** Bins of equal width over 0 … 1; a confidence of 1 belongs to the last. */
export function equalWidthBins(
  predictions: SortedPredictions,
  counts: ArrayLike<number>,
  number: number,
): Bins {
  const bins = emptyBins(number);
  for (let item = 0; item < counts.length; item++) {
    const bin = min(floor(predictions.confidence[item] * number), number - 1);
    add(bins, bin, predictions, item, counts[item]);
  }
  return bins;
}

/** Ends of bins of `size` predictions; the last takes the remainder too. None with fewer predictions. */
export function fixedSizeEnds(count: number, size: number): number[] {
  const bins = floor(count / size);
  return Array.from({ length: bins }, (_, bin) => (bin === bins - 1 ? count : (bin + 1) * size));
}

/** Ends of `number` bins of sizes as equal as can be, the larger ones first. */
export function equalMassEnds(count: number, number: number): number[] {
  const [size, larger] = [floor(count / number), count % number];
  return Array.from({ length: number }, (_, bin) => (bin + 1) * size + min(bin + 1, larger));
}

/**
 * The difference of mean confidence and accuracy over the first `used` bins, in %, weighted by the share of all
 * predictions: the root of the mean of squares, or the mean of absolute values.
 */
export function calibrationGap(bins: Bins, norm: 'rms' | 'mad', used = bins.count.length): number {
  let total = 0;
  let gap = 0;
  for (let bin = 0; bin < bins.count.length; bin++) {
    const count = bins.count[bin];
    total += count;
    if (bin >= used || count === 0) continue;
    const difference = abs(bins.confidence[bin] - bins.correct[bin]) / count;
    gap += count * (norm === 'rms' ? difference * difference : difference);
  }
  return 100 * (norm === 'rms' ? sqrt(gap / total) : gap / total);
}
