import { AugmixError, type Metric } from '@augmix/core';
import { calibrationGap, consecutiveBins, fixedSizeEnds } from './bins.js';
import { calibrationMetric } from './calibration-metric.js';
import { checkWhole } from './check-whole.js';

/** Options of the RMS and the MAD calibration error. */
export interface CalibrationErrorOptions {
  /** Predictions per bin (default 100). */
  binSize?: number;
  /** Whether the last bin, that of the highest confidences, counts: `drop` (default) as the reference does, or `include`. */
  lastBin?: 'drop' | 'include';
}

/** Calibration error over bins of equally many predictions. */
export function fixedSizeCalibration(
  norm: 'rms' | 'mad',
  { binSize = 100, lastBin = 'drop' }: CalibrationErrorOptions,
): Metric {
  checkWhole('binSize', binSize);
  if (lastBin !== 'drop' && lastBin !== 'include') {
    throw new AugmixError('INVALID_ARGUMENT', `lastBin is "${String(lastBin)}"`, {
      path: 'lastBin',
      expected: 'drop or include',
    });
  }
  return calibrationMetric(
    'lower',
    (predictions, counts) => {
      const ends = fixedSizeEnds(predictions.correct.length, binSize);
      if (ends.length === 0) return NaN;
      const used = lastBin === 'drop' ? ends.length - 1 : ends.length;
      return calibrationGap(consecutiveBins(predictions, counts, ends), norm, used);
    },
    { centered: true },
  );
}
