import { describe, expect, test } from '@jest/globals';
import { keyedStream, type Metric } from '@augmix/core';
import fc from 'fast-check';
import {
  adaptiveEce,
  aurra,
  bootstrapInterval,
  bootstrapMean,
  detection,
  detectionIntervals,
  ece,
  error,
  nll,
  rmsCalibrationError,
  softF1,
} from '../src/index.js';
import {
  calibrationGap,
  consecutiveBins,
  equalWidthBins,
  fixedSizeEnds,
  type SortedPredictions,
} from '../src/internal/bins.js';

const stream = keyedStream({ seed: 5, purpose: 'order' });
const normals = Array.from({ length: 900 }, () => 3 + 2 * stream.normal());
const batch = {
  logits: Float32Array.from({ length: 4000 }, (_, place) => stream.normal() + (place % 4 === 0 ? 1.5 : 0)),
  classes: 4,
  labels: Array<number>(1000).fill(0),
};

describe('the interval of a mean', () => {
  test('is the normal one where the mean is normal', () => {
    const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
    const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normals.length;
    const halfWidth = 1.96 * Math.sqrt(variance / normals.length);
    const [low, high] = bootstrapMean(normals, { resamples: 4000 });
    expect((mean - low) / halfWidth).toBeCloseTo(1, 1);
    expect((high - mean) / halfWidth).toBeCloseTo(1, 1);
  });

  test('is the same for the same seed, and another for another', () => {
    const seeds = [0, 1, 2 ** 40].map((seed) => bootstrapMean(normals, { seed, resamples: 50 }));
    expect(bootstrapMean(normals, { resamples: 50 })).toEqual(seeds[0]);
    expect(new Set(seeds.map(([low]) => low)).size).toBe(3);
  });

  test('is wider at a higher level, and lies within the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 30 }), fc.nat(), (values, seed) => {
        const [low, high] = bootstrapMean(values, { seed, resamples: 40, level: 0.8 });
        const [lower, higher] = bootstrapMean(values, { seed, resamples: 40, level: 0.95 });
        expect(lower).toBeLessThanOrEqual(low);
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(higher);
        expect(lower).toBeGreaterThanOrEqual(Math.min(...values));
        expect(higher).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  test('is unbounded where the mean may be', () => {
    expect(bootstrapMean([0, 0, Infinity])).toEqual([0, Infinity]);
    expect(bootstrapMean([7])).toEqual([7, 7]);
  });
});

test('resamples have as many items as there are, each as often as the others in the long run', () => {
  const items = 7;
  const drawn = new Float64Array(items);
  bootstrapInterval(
    items,
    (counts) => {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(items);
      counts.forEach((count, item) => (drawn[item] += count));
      return 0;
    },
    { resamples: 20_000 },
  );
  // 20 000 draws are expected of each, with a standard deviation of 131.
  for (const count of drawn) expect(Math.abs(count - 20_000)).toBeLessThan(5 * 131);
});

test.each([
  [{ level: 0 }, 'level'],
  [{ level: 1 }, 'level'],
  [{ resamples: 0 }, 'resamples'],
  [{ resamples: 1.5 }, 'resamples'],
  [{ seed: -1 }, 'seed'],
])('%j is refused', (options, path) => {
  const refusal = { code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) };
  expect(() => bootstrapMean([1], options)).toThrow(expect.objectContaining(refusal));
});

test('there is no interval of nothing', () => {
  expect(() => bootstrapMean([])).toThrow(expect.objectContaining({ code: 'LOGITS_INVALID' }));
});

test('a prediction that is drawn several times is several predictions', () => {
  const sorted = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1), fc.nat(4)),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(sorted, fc.integer({ min: 1, max: 6 }), (pairs, size) => {
      pairs.sort(([a], [b]) => a - b);
      const of = (list: typeof pairs): SortedPredictions => ({
        confidence: Float64Array.from(list, ([confidence]) => confidence),
        correct: Uint8Array.from(list, ([, correct]) => correct),
      });
      const counts = pairs.map(([, , count]) => count);
      const repeated = of(pairs.flatMap((pair) => Array<(typeof pairs)[0]>(pair[2]).fill(pair)));
      const total = repeated.correct.length;
      const once = Array<number>(total).fill(1);
      const ends = fixedSizeEnds(total, size);
      for (const [weighted, expanded] of [
        [consecutiveBins(of(pairs), counts, ends), consecutiveBins(repeated, once, ends)],
        [equalWidthBins(of(pairs), counts, size), equalWidthBins(repeated, once, size)],
      ]) {
        expect(weighted.count).toEqual(expanded.count);
        expect(weighted.correct).toEqual(expanded.correct);
        if (total >= size) {
          expect(calibrationGap(weighted, 'rms')).toBeCloseTo(calibrationGap(expanded, 'rms'), 9);
        }
      }
    }),
  );
});

test.each<[string, Metric]>([
  ['error', error()],
  ['nll', nll()],
  ['rms-calibration-error', rmsCalibrationError()],
  ['ece', ece()],
  ['adaptive-ece', adaptiveEce()],
  ['soft-f1', softF1()],
  ['aurra', aurra()],
])('the interval of %s is around its value', (_, metric) => {
  metric.update(batch);
  const [low, high] = metric.interval!({ resamples: 200 });
  const value = metric.compute();
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
  expect(high - low).toBeLessThan(value);
  expect(metric.interval!({ resamples: 200 })).toEqual([low, high]);
});

test('an error of 0 has the interval 0 … 0, and a calibration error none below 0', () => {
  const certain = { logits: Float32Array.of(5, 0, 5, 0), classes: 2, labels: [0, 0] };
  for (const metric of [error(), rmsCalibrationError({ binSize: 1 })]) {
    metric.update(certain);
    expect(metric.interval!()[0]).toBeGreaterThanOrEqual(0);
  }
  const metric = error();
  metric.update(certain);
  expect(metric.interval!()).toEqual([0, 0]);
});

test('detection has intervals around its values', () => {
  const positives = normals.slice(0, 100).map((value) => value + 2);
  const negatives = normals.slice(100, 600);
  const values = detection(positives, negatives);
  const intervals = detectionIntervals(positives, negatives, { resamples: 200 });
  for (const name of ['auroc', 'aupr', 'fpr95'] as const) {
    expect(intervals[name][0]).toBeLessThan(values[name]);
    expect(intervals[name][1]).toBeGreaterThan(values[name]);
  }
});
