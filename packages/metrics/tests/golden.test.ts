import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Metric } from '@augmix/core';
import {
  adaptiveEce,
  alexNetErrors,
  aurra,
  averageProbabilities,
  brier,
  ce,
  confidenceBias,
  detection,
  ece,
  error,
  fitTemperature,
  flipProbability,
  madCalibrationError,
  mce,
  meanCorruptionError,
  nll,
  predictedClasses,
  relativeMce,
  rmsCalibrationError,
  softF1,
  top5Error,
  topFiveDistance,
  zipfDistance,
  type DetectionMeasures,
} from '../src/index.js';

interface Golden {
  predictions: Record<
    string,
    { logits: string; labels: number[]; classes: number; metrics: Record<string, number | null> }
  >;
  temperatures: Record<string, number>;
  ensemble: { members: string[]; classes: number; logits: number[] };
  detections: Record<string, DetectionMeasures & { positives: number[]; negatives: number[] }>;
  sequences: {
    logits: string;
    frames: number;
    classes: number;
    values: { compare: 'first' | 'previous'; step: number; flip: number; top5: number; zipf: number }[];
  };
  corruption: {
    alexnet: Record<string, number>;
    errors: Record<string, number[]>;
    clean: number;
    mean: number;
    mce: number;
    relative: number;
  };
}
const golden = JSON.parse(readFileSync(new URL('golden/metrics.json', import.meta.url), 'utf8')) as Golden;
const floats = (base64: string) => new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);

const metrics: Record<string, () => Metric> = {
  error,
  'top5-error': top5Error,
  nll,
  brier,
  'rms drop': () => rmsCalibrationError(),
  'rms include': () => rmsCalibrationError({ lastBin: 'include' }),
  'rms include 7': () => rmsCalibrationError({ lastBin: 'include', binSize: 7 }),
  'mad drop': () => madCalibrationError(),
  'mad include': () => madCalibrationError({ lastBin: 'include' }),
  'ece 15': () => ece(),
  'ece 10': () => ece({ bins: 10 }),
  'adaptive-ece': () => adaptiveEce(),
  'soft-f1': softF1,
  aurra,
};

describe.each(Object.entries(golden.predictions))(
  '%s',
  (_, { logits, labels, classes, metrics: expected }) => {
    const batch = { logits: floats(logits), labels, classes };

    test.each(Object.entries(metrics))('%s equals the reference', (name, create) => {
      const metric = create();
      metric.update(batch);
      if (expected[name] === null) expect(metric.compute()).toBeNaN();
      else expect(metric.compute()).toBeCloseTo(expected[name], 9);
    });

    test('mean confidence − accuracy equals the reference', () => {
      expect(confidenceBias(batch.logits, labels, classes)).toBeCloseTo(expected['confidence bias']!, 9);
    });
  },
);

test.each(Object.entries(golden.temperatures))('the temperature of %s has no slope', (name, expected) => {
  const { logits, labels, classes } = golden.predictions[name];
  const fit = (tolerance?: number) => fitTemperature(floats(logits), labels, classes, { tolerance });
  expect(Math.abs(fit() - expected)).toBeLessThan(1e-4);
  expect(Math.abs(fit(1e-9) - expected)).toBeLessThan(1e-8);
});

test('an ensemble has the mean of the probabilities', () => {
  const { members, classes, logits } = golden.ensemble;
  const found = averageProbabilities(members.map(floats), classes);
  expect(found).toEqual(Float32Array.from(logits));
});

test.each(Object.entries(golden.detections))('detection, %s', (_, { positives, negatives, ...expected }) => {
  const found = detection(positives, negatives);
  for (const name of ['auroc', 'aupr', 'fpr95'] as const) {
    expect(found[name]).toBeCloseTo(expected[name], 9);
  }
});

test.each(golden.sequences.values)(
  'flips and distances, $compare, step $step',
  ({ compare, step, flip, top5, zipf }) => {
    const { frames, classes } = golden.sequences;
    const logits = floats(golden.sequences.logits);
    const options = { compare, step };
    expect(flipProbability(predictedClasses(logits, classes), frames, options)).toBeCloseTo(flip, 9);
    expect(topFiveDistance(logits, classes, frames, options)).toBeCloseTo(top5, 9);
    expect(zipfDistance(logits, classes, frames, options)).toBeCloseTo(zipf, 9);
  },
);

describe('corruption errors', () => {
  const { errors, clean, alexnet, ...expected } = golden.corruption;

  test('equal the reference', () => {
    expect(meanCorruptionError(errors)).toBeCloseTo(expected.mean, 9);
    expect(mce(errors)).toBeCloseTo(expected.mce, 9);
    expect(relativeMce(errors, clean)).toBeCloseTo(expected.relative, 9);
    expect(ce(errors.fog, alexNetErrors.corruptions.fog)).toBeCloseTo(
      errors.fog.reduce((sum, value) => sum + value) / 5 / (alexnet.fog / 100),
      9,
    );
  });

  test("AlexNet's errors have the means that AugMix divides by", () => {
    expect(Object.keys(alexNetErrors.corruptions)).toEqual(Object.keys(alexnet));
    for (const [name, row] of Object.entries(alexNetErrors.corruptions)) {
      expect(row.reduce((sum, value) => sum + value, 0) / 5).toBeCloseTo(alexnet[name], 9);
    }
  });
});
