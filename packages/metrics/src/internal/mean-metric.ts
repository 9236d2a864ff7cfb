import type { Metric, PredictionBatch } from '@augmix/core';
import { bootstrapMean } from '../bootstrap.js';
import { checkBatch, noPredictions } from './check-batch.js';
import { NumberList } from './number-list.js';

/** A metric that is the mean of one number per prediction. */
export function meanMetric(unit: string, scoreRow: (batch: PredictionBatch, row: number) => number): Metric {
  const scores = new NumberList();
  const collected = (): Float64Array => {
    if (scores.length === 0) throw noPredictions();
    return scores.values();
  };
  return {
    unit,
    better: 'lower',
    reset() {
      scores.clear();
    },
    update(batch) {
      const rows = checkBatch(batch);
      for (let row = 0; row < rows; row++) scores.push(scoreRow(batch, row));
    },
    compute() {
      let total = 0;
      for (const score of collected()) total += score;
      return total / scores.length;
    },
    interval: (options) => bootstrapMean(collected(), options),
  };
}
