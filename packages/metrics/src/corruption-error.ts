import { AugmixError } from '@augmix/core';
import { alexNetErrors } from './alexnet.js';
import { meanOverBaseline } from './internal/mean-over-baseline.js';

/** Errors in %, by corruption: one for each severity, in the same order everywhere. */
export type ErrorTable = Readonly<Record<string, readonly number[]>>;

/** The errors, in %, of the model that others are measured by. */
export interface BaselineErrors {
  /** Error on clean images; {@link relativeMce} needs it. */
  readonly clean?: number;
  readonly corruptions: ErrorTable;
}

/**
 * Mean corruption error, in %: the plain mean of all errors, which is what CIFAR-10-C and CIFAR-100-C papers call mCE.
 *
 * Every corruption of the table counts: leave the extra ones of the benchmark out to get the published number, and give
 * each corruption equally many severities. For the number divided by AlexNet's errors see {@link mce}.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for an empty table, or different numbers of severities
 * @example
 * ```ts
 * import { meanCorruptionError } from '@augmix/metrics';
 * meanCorruptionError({ fog: [8, 12], snow: [20, 40] }); // => 20
 * ```
 */
export function meanCorruptionError(errors: ErrorTable): number {
  const rows = Object.entries(errors);
  if (rows.length === 0) {
    throw new AugmixError('INVALID_ARGUMENT', 'the table has no corruptions', { expected: 'at least one' });
  }
  for (const [name, row] of rows) checkSeverities(name, row, rows[0][1].length);
  return rows.reduce((sum, [, row]) => sum + mean(row), 0) / rows.length;
}

/**
 * Corruption error (CE), in %: the errors of one corruption, summed over severities, divided by the baseline's.
 *
 * @param errors - in %, one for each severity
 * @param baseline - of the same severities, such as `alexNetErrors.corruptions.fog`
 * @throws AugmixError `INVALID_ARGUMENT` for no severities, different ones, or a baseline without errors
 * @see Hendrycks, Dietterich: Benchmarking neural network robustness (ICLR 2019)
 * @example
 * ```ts
 * import { ce } from '@augmix/metrics';
 * ce([10, 20, 30], [40, 40, 40]); // => 50
 * ```
 */
export function ce(errors: readonly number[], baseline: readonly number[]): number {
  checkSeverities('errors', errors, baseline.length);
  return quotient('errors', mean(errors), mean(baseline));
}

/**
 * mCE of ImageNet-C, in %: the mean of {@link ce} over the corruptions of the baseline. With AlexNet as baseline (the
 * default) these are the 15 common ones, and AlexNet itself has 100; other corruptions of the table are not counted.
 *
 * CIFAR has no such baseline: give a run of yours, or use {@link meanCorruptionError}.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a corruption of the baseline is missing, and as {@link ce}
 * @see `compute_mce` in imagenet.py of google-research/augmix
 * @example
 * ```ts
 * import { alexNetErrors, mce } from '@augmix/metrics';
 * mce(alexNetErrors.corruptions); // => 100
 * mce({ fog: [10, 20], snow: [30, 30] }, { corruptions: { fog: [20, 40], snow: [40, 40] } }); // => 62.5
 * ```
 */
export function mce(errors: ErrorTable, baseline: BaselineErrors = alexNetErrors): number {
  return meanOverBaseline(errors, baseline.corruptions, (row, baselineRow, name) => {
    checkSeverities(name, row, baselineRow.length);
    return quotient(name, mean(row), mean(baselineRow));
  });
}

/**
 * Relative mCE, in %: as {@link mce}, of what corruption adds to the error on clean images, for the model and the
 * baseline alike.
 *
 * @param cleanError - of the model, in %
 * @throws AugmixError `INVALID_ARGUMENT` as {@link mce}, and when the baseline has no clean error or is not worse on a
 * corruption than on clean images
 * @see Hendrycks, Dietterich: Benchmarking neural network robustness (ICLR 2019)
 * @example
 * ```ts
 * import { relativeMce } from '@augmix/metrics';
 * relativeMce({ fog: [15, 25] }, 10, { clean: 40, corruptions: { fog: [50, 70] } }); // => 50
 * ```
 */
export function relativeMce(
  errors: ErrorTable,
  cleanError: number,
  baseline: BaselineErrors = alexNetErrors,
): number {
  const { clean } = baseline;
  if (clean === undefined) {
    throw new AugmixError('INVALID_ARGUMENT', 'the baseline has no error on clean images', {
      path: 'baseline.clean',
      expected: 'a number in %',
    });
  }
  return meanOverBaseline(errors, baseline.corruptions, (row, baselineRow, name) => {
    checkSeverities(name, row, baselineRow.length);
    return quotient(name, mean(row) - cleanError, mean(baselineRow) - clean);
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function checkSeverities(path: string, row: readonly number[], expected: number): void {
  if (row.length === expected && row.length > 0) return;
  throw new AugmixError('INVALID_ARGUMENT', `${row.length} severities`, {
    path,
    expected: expected > 0 ? `${expected}, as many as the others have` : 'at least one',
  });
}

function quotient(path: string, value: number, baseline: number): number {
  if (baseline > 0) return (100 * value) / baseline;
  throw new AugmixError('INVALID_ARGUMENT', `nothing can be divided by the baseline's ${baseline}`, {
    path,
    expected: 'a number above 0',
  });
}
