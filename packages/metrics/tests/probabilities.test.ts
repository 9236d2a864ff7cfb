import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { averageProbabilities, fitTemperature, nll, predictedClasses, scaleLogits } from '../src/index.js';

const refusal = (code: string) => expect.objectContaining({ code });

describe('temperature', () => {
  const logits = Float32Array.of(3, 0, 3, 0, 3, 0, 0, 3, 0, 3);
  const labels = [0, 0, 1, 1, 1];

  test('lowers the negative log-likelihood, and keeps the predictions', () => {
    const temperature = fitTemperature(logits, labels, 2);
    const lossAt = (t: number) => {
      const metric = nll();
      metric.update({ logits: scaleLogits(logits, t, 2), labels, classes: 2 });
      return metric.compute();
    };
    for (const other of [0.2, 0.9 * temperature, 1, 1.1 * temperature, 5]) {
      expect(lossAt(temperature)).toBeLessThan(lossAt(other));
    }
    expect(predictedClasses(scaleLogits(logits, temperature, 2), 2)).toEqual(predictedClasses(logits, 2));
  });

  test('of logits twice as large is twice as high', () => {
    const options = { tolerance: 1e-9, upper: 20 };
    expect(
      fitTemperature(
        logits.map((logit) => 2 * logit),
        labels,
        2,
        options,
      ),
    ).toBeCloseTo(2 * fitTemperature(logits, labels, 2, options), 6);
  });

  test('is a limit of the range where the best lies beyond', () => {
    const right = [0, 0, 0, 1, 1];
    expect(fitTemperature(logits, right, 2)).toBe(0.2);
    expect(
      fitTemperature(
        logits,
        right.map((label) => 1 - label),
        2,
      ),
    ).toBe(5);
  });

  test('is found beside classes that are ruled out', () => {
    const masked = Float32Array.from(labels, () => -Infinity);
    const wide = Float32Array.from({ length: 15 }, (_, place) =>
      place % 3 === 2 ? masked[0] : logits[2 * Math.floor(place / 3) + (place % 3)],
    );
    expect(fitTemperature(wide, labels, 3)).toBeCloseTo(fitTemperature(logits, labels, 2), 10);
  });

  test('what cannot be fitted is refused', () => {
    expect(() => fitTemperature(new Float32Array(0), [], 2)).toThrow(refusal('LOGITS_INVALID'));
    expect(() => fitTemperature(Float32Array.of(0, -Infinity), [1], 2)).toThrow(refusal('LOGITS_INVALID'));
    expect(() => fitTemperature(logits, labels, 2, { lower: 6 })).toThrow(refusal('INVALID_ARGUMENT'));
    expect(() => fitTemperature(logits, labels, 2, { tolerance: 0 })).toThrow(refusal('INVALID_ARGUMENT'));
    expect(() => scaleLogits(logits, 0, 2)).toThrow(refusal('INVALID_ARGUMENT'));
  });
});

describe('an ensemble', () => {
  test('of one member, or of equal ones, predicts as the member does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 3 }), (row) => {
        const logits = Float32Array.from(row);
        const single = averageProbabilities([logits], 3);
        const difference = single.map((value, index) => value - single[0] - (logits[index] - logits[0]));
        for (const value of difference) expect(value).toBeCloseTo(0, 4);
        const triple = averageProbabilities([logits, logits, logits], 3);
        triple.forEach((value, index) => expect(value).toBeCloseTo(single[index], 5));
      }),
    );
  });

  test('has probabilities that sum to 1, however small', () => {
    const logits = averageProbabilities([Float32Array.of(0, 2000, 1), Float32Array.of(3, 1000, 2)], 3);
    expect(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)).toBeCloseTo(1, 6);
    expect(logits[0]).toBeCloseTo(-997 - Math.log(2), 3);
  });

  test('rules out what every member rules out', () => {
    const [one, other] = [Float32Array.of(0, -Infinity, 0), Float32Array.of(1, -Infinity, -Infinity)];
    const logits = averageProbabilities([one, other], 3);
    expect(logits[1]).toBe(-Infinity);
    expect(Math.exp(logits[2])).toBeCloseTo(0.25, 6);
  });

  test('has members of one size', () => {
    expect(() => averageProbabilities([], 2)).toThrow(refusal('INVALID_ARGUMENT'));
    const [one, two] = [new Float32Array(2), new Float32Array(4)];
    expect(() => averageProbabilities([one, two], 2)).toThrow(
      expect.objectContaining({
        code: 'LOGITS_INVALID',
        details: expect.objectContaining({ path: 'listOfLogits[1]' }),
      }),
    );
  });
});
