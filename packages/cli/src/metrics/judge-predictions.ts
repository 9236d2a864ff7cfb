import type { IntervalOptions, Metric, PredictionBatch } from '@augmix/core';
import {
  adaptiveEce,
  anomalyScores,
  aurra,
  bootstrapMean,
  brier,
  confidenceGaps,
  detection,
  detectionIntervals,
  ece,
  error,
  madCalibrationError,
  nll,
  rmsCalibrationError,
  softF1,
  top5Error,
} from '@augmix/metrics';

/** A number about predictions. */
export interface Measure {
  value: number;
  unit: string;
  /** Left out where the best value is 0. */
  better?: 'lower' | 'higher';
  interval: readonly [number, number];
}

const allBins = { lastBin: 'include' } as const;

/** The metrics, under the names that JSON has, with those that a person reads. */
const metrics: Record<string, { title: string; create: () => Metric }> = {
  error: { title: 'top-1 error', create: error },
  'top5-error': { title: 'top-5 error', create: top5Error },
  nll: { title: 'negative log-likelihood', create: nll },
  brier: { title: 'Brier score (0 to 2)', create: brier },
  'rms-calibration-error': {
    title: 'RMS calibration error, reference',
    create: () => rmsCalibrationError(),
  },
  'rms-calibration-error-all-bins': {
    title: 'RMS calibration error, all bins',
    create: () => rmsCalibrationError(allBins),
  },
  'mad-calibration-error': {
    title: 'MAD calibration error, reference',
    create: () => madCalibrationError(),
  },
  'mad-calibration-error-all-bins': {
    title: 'MAD calibration error, all bins',
    create: () => madCalibrationError(allBins),
  },
  ece: { title: 'ECE, 15 bins of equal width', create: () => ece() },
  'adaptive-ece': { title: 'ECE, 15 bins of equal size', create: () => adaptiveEce() },
  'soft-f1': { title: 'soft F1', create: softF1 },
  aurra: { title: 'AURRA', create: aurra },
};

const titles: Record<string, string> = {
  ...Object.fromEntries(Object.entries(metrics).map(([name, { title }]) => [name, title])),
  'confidence-bias': 'mean confidence − accuracy',
  auroc: 'AUROC',
  aupr: 'AUPR',
  fpr95: 'FPR at 95 % recall',
};

/** What a person reads for the name of a measure. */
export const titleOf = (name: string): string => titles[name];

/** Every metric of labelled predictions, with its interval. */
export function judgePredictions(batch: PredictionBatch, options: IntervalOptions): Record<string, Measure> {
  const measures: Record<string, Measure> = {};
  for (const [name, { create }] of Object.entries(metrics)) {
    const metric = create();
    metric.update(batch);
    const { unit, better } = metric;
    measures[name] = { value: metric.compute(), unit, better, interval: metric.interval!(options) };
  }
  const { logits, labels, classes } = batch;
  const gaps = confidenceGaps(logits, labels, classes);
  measures['confidence-bias'] = {
    value: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
    unit: '%',
    interval: bootstrapMean(gaps, options),
  };
  return measures;
}

/** How well low confidence tells other images from those that are judged. */
export function judgeDetection(
  logits: Float32Array,
  otherLogits: Float32Array,
  classes: number,
  options: IntervalOptions,
): Record<string, Measure> {
  const scores = [anomalyScores(otherLogits, classes), anomalyScores(logits, classes)] as const;
  const values = detection(...scores);
  const intervals = detectionIntervals(...scores, options);
  const measure = (name: keyof typeof values, better: Measure['better']): Measure => ({
    value: values[name],
    unit: '%',
    better,
    interval: intervals[name],
  });
  return {
    auroc: measure('auroc', 'higher'),
    aupr: measure('aupr', 'higher'),
    fpr95: measure('fpr95', 'lower'),
  };
}
