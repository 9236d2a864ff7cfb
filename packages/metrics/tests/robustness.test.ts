import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  alexNetErrors,
  alexNetFlipProbabilities,
  ce,
  detection,
  flipProbability,
  mce,
  meanCorruptionError,
  meanFlipProbability,
  meanFlipRate,
  meanTopFiveDistance,
  oodScores,
  relativeMce,
  sequenceFlips,
  topFiveDistance,
} from '../src/index.js';

const refusal = (code: string, path?: string) =>
  expect.objectContaining({ code, ...(path && { details: expect.objectContaining({ path }) }) });

describe('corruption errors', () => {
  test('AlexNet has 100, normalised; half its errors are 50', () => {
    const half = Object.fromEntries(
      Object.entries(alexNetErrors.corruptions).map(([name, row]) => [name, row.map((value) => value / 2)]),
    );
    expect(mce(alexNetErrors.corruptions)).toBe(100);
    expect(mce(half)).toBe(50);
    expect(relativeMce(alexNetErrors.corruptions, alexNetErrors.clean)).toBe(100);
  });

  test('mCE counts the corruptions of the baseline alone; the plain mean counts all', () => {
    const errors = { ...alexNetErrors.corruptions, spatter: [0, 0, 0, 0, 0] };
    expect(mce(errors)).toBe(100);
    expect(meanCorruptionError(errors)).toBeCloseTo(
      (15 / 16) * meanCorruptionError(alexNetErrors.corruptions),
      10,
    );
  });

  test('a corruption that is missing is named', () => {
    const { fog: _fog, ...others } = alexNetErrors.corruptions;
    expect(() => mce(others)).toThrow(refusal('INVALID_ARGUMENT', 'fog'));
  });

  test('tables that do not fit are refused', () => {
    expect(() => meanCorruptionError({})).toThrow(refusal('INVALID_ARGUMENT'));
    expect(() => meanCorruptionError({ fog: [1, 2], snow: [1] })).toThrow(
      refusal('INVALID_ARGUMENT', 'snow'),
    );
    expect(() => meanCorruptionError({ fog: [] })).toThrow(refusal('INVALID_ARGUMENT', 'fog'));
    expect(() => ce([1, 2], [1, 2, 3])).toThrow(refusal('INVALID_ARGUMENT', 'errors'));
    expect(() => ce([1], [0])).toThrow(refusal('INVALID_ARGUMENT'));
    expect(() => mce({ fog: [1] }, { corruptions: {} })).toThrow(refusal('INVALID_ARGUMENT', 'baseline'));
    const baseline = { corruptions: { fog: [5] } };
    expect(() => relativeMce({ fog: [1] }, 1, baseline)).toThrow(
      refusal('INVALID_ARGUMENT', 'baseline.clean'),
    );
    expect(() => relativeMce({ fog: [1] }, 1, { ...baseline, clean: 5 })).toThrow(
      refusal('INVALID_ARGUMENT', 'fog'),
    );
  });
});

describe('flips', () => {
  test('of noise are counted against the first frame, of the others against the previous one', () => {
    const predictions = [1, 2, 2, 1];
    expect(flipProbability(predictions, 4, { compare: 'first' })).toBeCloseTo(200 / 3, 10);
    expect(flipProbability(predictions, 4, { compare: 'previous' })).toBeCloseTo(200 / 3, 10);
    expect([...sequenceFlips([1, 2, 3, 1, 1, 2], 3, { compare: 'first' })]).toEqual([100, 50]);
  });

  test('with a step, frames that far apart are compared', () => {
    expect(flipProbability([1, 2, 1, 2], 4, { compare: 'previous', step: 2 })).toBe(0);
    expect(flipProbability([1, 2, 1, 2], 4, { compare: 'previous', step: 1 })).toBe(100);
  });

  test('are the share of changes, and none without a change', () => {
    const sequences = fc.array(fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(sequences, fc.constantFrom('first' as const, 'previous' as const), (rows, compare) => {
        const value = flipProbability(rows.flat(), 5, { compare });
        const mean = sequenceFlips(rows.flat(), 5, { compare }).reduce((a, b) => a + b) / rows.length;
        expect(value).toBeCloseTo(mean, 10);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
        expect(flipProbability(rows.map((row) => row.map(() => row[0])).flat(), 5, { compare })).toBe(0);
      }),
    );
  });

  test('sequences that do not fit are refused', () => {
    expect(() => flipProbability([1, 2, 3], 2, { compare: 'first' })).toThrow(refusal('LOGITS_INVALID'));
    expect(() => flipProbability([], 2, { compare: 'first' })).toThrow(refusal('LOGITS_INVALID'));
    expect(() => flipProbability([1, 2], 1, { compare: 'first' })).toThrow(
      refusal('INVALID_ARGUMENT', 'frames'),
    );
    expect(() => flipProbability([1, 2], 2, { compare: 'first', step: 2 })).toThrow(
      refusal('INVALID_ARGUMENT', 'frames'),
    );
    expect(() => flipProbability([1, 2], 2, { compare: 'last' as 'first' })).toThrow(
      refusal('INVALID_ARGUMENT', 'compare'),
    );
  });

  test('AlexNet has a mean flip rate of 100', () => {
    expect(Object.keys(alexNetFlipProbabilities)).toHaveLength(10);
    expect(meanFlipRate(alexNetFlipProbabilities)).toBe(100);
    expect(() => meanFlipRate({ tilt: 1 })).toThrow(refusal('INVALID_ARGUMENT', 'gaussian_noise'));
    expect(() => meanFlipRate({ tilt: 1 }, { tilt: 0 })).toThrow(refusal('INVALID_ARGUMENT', 'tilt'));
    expect(meanTopFiveDistance({ tilt: 3 }, { tilt: 4 })).toBe(75);
    expect(() => meanFlipProbability({})).toThrow(refusal('INVALID_ARGUMENT'));
  });
});

test('the top-5 distance is 15 when none of the five is left, and 0 when all stay', () => {
  const rising = Float32Array.from({ length: 10 }, (_, index) => index);
  const options = { compare: 'previous' } as const;
  expect(topFiveDistance(Float32Array.of(...rising, ...rising.toReversed()), 10, 2, options)).toBe(15);
  expect(topFiveDistance(Float32Array.of(...rising, ...rising), 10, 2, options)).toBe(0);
});

describe('detection', () => {
  const scores = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 20 });

  test('AUROC is the chance that a positive has the higher score, ties counted half', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const wins = positives.flatMap((a) => negatives.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
        const chance = wins.reduce((sum: number, value) => sum + value, 0) / wins.length;
        expect(detection(positives, negatives).auroc).toBeCloseTo(100 * chance, 9);
      }),
    );
  });

  test('depends on the order of scores alone', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const [a, b] = [positives, negatives].map((list) => list.map((score) => Math.exp(score)));
        expect(detection(a, b)).toEqual(detection(positives, negatives));
      }),
    );
  });

  test('images out of distribution are the positives, found by low confidence', () => {
    const sure = Float32Array.of(9, 0, 0, 9, 8, 0);
    const unsure = Float32Array.of(1, 0, 0, 1);
    expect(oodScores(sure, unsure, 2)).toEqual({ auroc: 100, aupr: 100, fpr95: 0 });
    expect(oodScores(unsure, sure, 2).auroc).toBe(0);
  });

  test('what cannot be compared is refused', () => {
    expect(() => detection([], [1])).toThrow(refusal('INVALID_ARGUMENT'));
    expect(() => detection([NaN], [1])).toThrow(refusal('INVALID_ARGUMENT'));
    expect(() => oodScores(Float32Array.of(1, 2), Float32Array.of(NaN, 2), 2)).toThrow(
      refusal('LOGITS_INVALID', 'logits[0][0]'),
    );
  });
});
