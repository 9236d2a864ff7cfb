import type { Metric, PredictionBatch } from '@augmix/core';
import { noPredictions, checkBatch } from './check-batch.js';
import type { SortedPredictions } from './bins.js';
import { NumberList } from './number-list.js';
import { middle, resample } from './resample.js';
import { argmax, probabilityOfBest } from './softmax.js';

/** A number computed from sorted predictions, each of which counts as often as `counts` says. */
export type PredictionStatistic = (predictions: SortedPredictions, counts: ArrayLike<number>) => number;

/** Sorts predictions by confidence; of equal ones the first stays first. */
export function sortPredictions(
  confidence: ArrayLike<number>,
  correct: ArrayLike<number>,
): SortedPredictions {
  const order = Uint32Array.from({ length: confidence.length }, (_, index) => index);
  order.sort((a, b) => confidence[a] - confidence[b] || a - b);
  return {
    confidence: Float64Array.from(order, (index) => confidence[index]),
    correct: Uint8Array.from(order, (index) => correct[index]),
  };
}

/** Calls `visit` with the confidence of each prediction, and 1 where it is right, else 0. */
export function judgeRows(
  batch: PredictionBatch,
  visit: (confidence: number, correct: 0 | 1, row: number) => void,
): void {
  const { logits, classes, labels } = batch;
  const rows = checkBatch(batch);
  for (let row = 0; row < rows; row++) {
    const start = row * classes;
    const best = argmax(logits, start, classes);
    visit(probabilityOfBest(logits, start, classes, best), best === labels[row] ? 1 : 0, row);
  }
}

/**
 * A metric of confidences and of who was right.
 *
 * Binned errors grow when predictions are repeated, in every resample alike: `centered` shifts the interval so that the
 * mean of the resamples is the value found, and ends it at 0.
 */
export function calibrationMetric(
  better: Metric['better'],
  statistic: PredictionStatistic,
  { centered = false } = {},
): Metric {
  const confidence = new NumberList();
  const correct = new NumberList();
  let sorted: SortedPredictions | undefined;
  const predictions = (): SortedPredictions => {
    if (confidence.length === 0) throw noPredictions();
    return (sorted ??= sortPredictions(confidence.values(), correct.values()));
  };
  const compute = (): number => statistic(predictions(), new Uint8Array(confidence.length).fill(1));
  return {
    unit: '%',
    better,
    reset() {
      confidence.clear();
      correct.clear();
      sorted = undefined;
    },
    update(batch) {
      judgeRows(batch, (value, isCorrect) => {
        confidence.push(value);
        correct.push(isCorrect);
      });
      sorted = undefined;
    },
    compute,
    interval(options = {}) {
      const all = predictions();
      const statistics = resample([confidence.length], (counts) => statistic(all, counts), options);
      const [low, high] = middle(statistics, options.level, centered ? compute() : undefined);
      return centered ? [Math.max(0, low), Math.max(0, high)] : [low, high];
    },
  };
}
