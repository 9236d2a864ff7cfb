import { AugmixError, type Metric, type PredictionBatch } from '@augmix/core';
import { checkBatch } from './check-batch.js';

/** A metric that is the mean of one number per prediction. */
export function meanMetric(unit: string, scoreRow: (batch: PredictionBatch, row: number) => number): Metric {
  let total = 0;
  let count = 0;
  return {
    unit,
    better: 'lower',
    reset() {
      total = 0;
      count = 0;
    },
    update(batch) {
      const rows = checkBatch(batch);
      for (let row = 0; row < rows; row++) total += scoreRow(batch, row);
      count += rows;
    },
    compute() {
      if (count === 0) throw new AugmixError('INVALID_ARGUMENT', 'a metric of no predictions has no value');
      return total / count;
    },
  };
}
