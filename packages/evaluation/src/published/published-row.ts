/**
 * The numbers a row of a comparison can hold, each under a name of its own: the two that are called "mCE" in the
 * literature are `meanCorruptionError` and `mce`. All in %, all better when lower; what is unknown is absent.
 *
 * @example
 * ```ts
 * import type { ComparedNumbers } from '@augmix/evaluation';
 * const measured: ComparedNumbers = { cleanError: 5.1, meanCorruptionError: 11.4, perCorruption: { fog: 8.5 } };
 * ```
 */
export interface ComparedNumbers {
  /** Top-1 error on the uncorrupted test images. */
  cleanError?: number;
  /** Top-1 error, mean over the corruptions and severities, not normalised. */
  meanCorruptionError?: number;
  /** Mean over the corruptions of the error divided by the baseline's: AlexNet has 100. */
  mce?: number;
  /** RMS calibration error. */
  rmsCalibrationError?: number;
  /** Mean flip probability over the perturbations, not normalised. */
  meanFlipProbability?: number;
  /** Mean over the perturbations of the flip probability divided by the baseline's: AlexNet has 100. */
  mfr?: number;
  /** Mean top-5 distance over the perturbations, divided by the baseline's: AlexNet has 100. */
  mt5d?: number;
  /** Top-1 error by corruption, mean over the severities, not normalised. */
  perCorruption?: Record<string, number>;
  /** Error by corruption divided by the baseline's (CE): AlexNet has 100. */
  corruptionErrors?: Record<string, number>;
}

/**
 * Where a published number stands, and how it was measured.
 *
 * @example
 * ```ts
 * import { publishedRows, type PublishedSource } from '@augmix/evaluation';
 * const source: PublishedSource = publishedRows('imagenet-p')[0].source;
 * source.kind; // => 'leaderboard'
 * ```
 */
export interface PublishedSource {
  title: string;
  url: string;
  kind: 'paper' | 'leaderboard' | 'readme' | 'discussion';
  /** Files, images, normalisation and what was converted, in a sentence. */
  protocol: string;
  /** How many test images, where they are fewer than the dataset has. */
  images?: number;
}

/**
 * A published result. `origin` keeps apart what its authors `reported`, what others measured again on the authors'
 * weights (`re-evaluated`), and what others trained themselves (`retrained`).
 *
 * @example
 * ```ts
 * import { publishedRows, type PublishedRow } from '@augmix/evaluation';
 * const again = publishedRows('cifar10-c').filter(({ origin }: PublishedRow) => origin === 're-evaluated');
 * again[1].method; // => 'AugMix'
 * again[1].meanCorruptionError; // => 11.18
 * again[1].perCorruption?.fog; // => 8.46
 * ```
 */
export interface PublishedRow extends ComparedNumbers {
  method: string;
  /** The network's architecture. */
  model: string;
  origin: 'reported' | 're-evaluated' | 'retrained';
  source: PublishedSource;
  /** Where the number was read, if it is quoted there from the source. */
  via?: PublishedSource;
}
