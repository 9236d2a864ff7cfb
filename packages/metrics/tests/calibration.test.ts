import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  adaptiveEce,
  confidenceBias,
  confidenceGaps,
  ece,
  madCalibrationError,
  reliabilityBins,
  rmsCalibrationError,
  softF1,
} from '../src/index.js';

/** Logits of two classes with these confidences in class 0. */
const logitsOf = (confidences: number[]) =>
  Float32Array.from(confidences.flatMap((confidence) => [Math.log(confidence / (1 - confidence)), 0]));

const predictions = fc
  .array(fc.tuple(fc.integer({ min: 51, max: 99 }), fc.constantFrom(0, 1)), { minLength: 2, maxLength: 60 })
  .map((pairs) => ({
    logits: logitsOf(pairs.map(([percent]) => percent / 100)),
    labels: pairs.map(([, label]) => label),
    classes: 2,
  }));

test('confidence that equals accuracy in every bin has no calibration error', () => {
  // Of ten predictions with a confidence of 0.8, eight are right.
  const labels = [...Array<number>(8).fill(0), 1, 1];
  const logits = logitsOf(Array<number>(10).fill(0.8));
  for (const metric of [
    rmsCalibrationError({ binSize: 10, lastBin: 'include' }),
    ece(),
    adaptiveEce({ bins: 1 }),
  ]) {
    metric.update({ logits, labels, classes: 2 });
    expect(metric.compute()).toBeCloseTo(0, 5);
  }
});

test('the last bin takes the remainder, and the reference leaves it out', () => {
  // Confidences 0.6, 0.7 | 0.8, 0.9, 0.9: with bins of two there are two.
  const batch = { logits: logitsOf([0.9, 0.6, 0.8, 0.7, 0.9]), labels: [1, 1, 1, 1, 1], classes: 2 };
  const valueOf = (lastBin: 'drop' | 'include') => {
    const metric = madCalibrationError({ binSize: 2, lastBin });
    metric.update(batch);
    return metric.compute();
  };
  expect(valueOf('drop')).toBeCloseTo((2 / 5) * 65, 4);
  expect(valueOf('include')).toBeCloseTo((2 / 5) * 65 + (3 / 5) * (260 / 3), 4);
});

test('a confidence of exactly 1 belongs to the last bin', () => {
  const logits = Float32Array.of(900, 0, 900, 0);
  expect(reliabilityBins(logits, [0, 1], 2, { bins: 10 }).at(-1)).toEqual({
    count: 2,
    confidence: 100,
    accuracy: 50,
  });
});

test('the RMS error is at least the mean absolute one', () => {
  fc.assert(
    fc.property(predictions, fc.integer({ min: 1, max: 5 }), (batch, binSize) => {
      const [rms, mad] = [rmsCalibrationError, madCalibrationError].map((create) => {
        const metric = create({ binSize, lastBin: 'include' });
        metric.update(batch);
        return metric.compute();
      });
      if (batch.labels.length >= binSize) expect(rms).toBeGreaterThanOrEqual(mad - 1e-9);
      else expect(rms).toBeNaN();
    }),
  );
});

test('the table holds every prediction once, and ECE is its weighted mean of gaps', () => {
  fc.assert(
    fc.property(predictions, fc.integer({ min: 1, max: 20 }), (batch, bins) => {
      const total = batch.labels.length;
      for (const [binning, create] of [
        ['equal-width', ece],
        ['equal-mass', adaptiveEce],
      ] as const) {
        const table = reliabilityBins(batch.logits, batch.labels, 2, { bins, binning });
        const metric = create({ bins });
        metric.update(batch);
        const filled = table.filter(({ count }) => count > 0);
        expect(table).toHaveLength(bins);
        expect(filled.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        expect(metric.compute()).toBeCloseTo(
          filled.reduce((sum, row) => sum + (row.count / total) * Math.abs(row.confidence - row.accuracy), 0),
          9,
        );
      }
    }),
  );
});

test('bins of equal mass differ by one prediction at most', () => {
  fc.assert(
    fc.property(predictions, fc.integer({ min: 1, max: 20 }), (batch, bins) => {
      const counts = reliabilityBins(batch.logits, batch.labels, 2, { bins, binning: 'equal-mass' }).map(
        ({ count }) => count,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('no calibration error is less than the absolute bias', () => {
  fc.assert(
    fc.property(predictions, (batch) => {
      const bias = Math.abs(confidenceBias(batch.logits, batch.labels, 2));
      for (const metric of [ece(), adaptiveEce(), madCalibrationError({ binSize: 1, lastBin: 'include' })]) {
        metric.update(batch);
        expect(metric.compute()).toBeGreaterThanOrEqual(bias - 1e-9);
      }
    }),
  );
});

test('the bias is above 0 for an overconfident model, below 0 for an underconfident one', () => {
  expect(confidenceBias(logitsOf([0.9, 0.9]), [0, 1], 2)).toBeCloseTo(40, 4);
  expect(confidenceBias(logitsOf([0.6, 0.6]), [0, 0], 2)).toBeCloseTo(-40, 4);
  expect(confidenceGaps(logitsOf([0.75]), [1], 2)[0]).toBeCloseTo(75, 4);
  expect(() => confidenceBias(new Float32Array(0), [], 2)).toThrow(
    expect.objectContaining({ code: 'LOGITS_INVALID' }),
  );
});

test('soft F1 has no value when every prediction is right with confidence 1', () => {
  const metric = softF1();
  metric.update({ logits: Float32Array.of(900, 0), labels: [0], classes: 2 });
  expect(metric.compute()).toBeNaN();
  expect(metric.interval!()).toEqual([NaN, NaN]);
});
