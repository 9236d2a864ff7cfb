import { AugmixError } from '@augmix/core';
import { alexNetFlipProbabilities } from './alexnet.js';
import { meanOverBaseline } from './internal/mean-over-baseline.js';

/** A number for each perturbation. */
export type PerturbationTable = Readonly<Record<string, number>>;

/**
 * Mean flip probability (mFP), in %: the plain mean over perturbations, as it is given for CIFAR-10-P.
 *
 * @param flipProbabilities - in %, by perturbation
 * @throws AugmixError `INVALID_ARGUMENT` for an empty table
 * @example
 * ```ts
 * import { meanFlipProbability } from '@augmix/metrics';
 * meanFlipProbability({ tilt: 1, rotate: 3 }); // => 2
 * ```
 */
export function meanFlipProbability(flipProbabilities: PerturbationTable): number {
  const values = Object.values(flipProbabilities);
  if (values.length === 0) throw new AugmixError('INVALID_ARGUMENT', 'the table has no perturbations');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Mean flip rate (mFR) of ImageNet-P, in %: flip probabilities divided by the baseline's, averaged over the perturbations
 * of the baseline: with AlexNet (the default) the ten that count, and AlexNet itself has 100.
 *
 * @param flipProbabilities - in %, by perturbation
 * @throws AugmixError `INVALID_ARGUMENT` when a perturbation of the baseline is missing, or the baseline never flips
 * @see Hendrycks, Dietterich: Benchmarking neural network robustness (ICLR 2019)
 * @example
 * ```ts
 * import { alexNetFlipProbabilities, meanFlipRate } from '@augmix/metrics';
 * meanFlipRate(alexNetFlipProbabilities); // => 100
 * meanFlipRate({ tilt: 2, rotate: 3 }, { tilt: 4, rotate: 4 }); // => 62.5
 * ```
 */
export function meanFlipRate(
  flipProbabilities: PerturbationTable,
  baseline: PerturbationTable = alexNetFlipProbabilities,
): number {
  return meanOverBaseline(flipProbabilities, baseline, rate);
}

/**
 * Mean top-5 distance (mT5D) of ImageNet-P, in %: distances divided by the baseline's, averaged over the perturbations of
 * the baseline. AlexNet's distances are not published with the benchmark, so a baseline is to be given.
 *
 * @param distances - {@link topFiveDistance}, by perturbation
 * @throws AugmixError `INVALID_ARGUMENT` as {@link meanFlipRate}
 * @example
 * ```ts
 * import { meanTopFiveDistance } from '@augmix/metrics';
 * meanTopFiveDistance({ tilt: 1, rotate: 2 }, { tilt: 4, rotate: 4 }); // => 37.5
 * ```
 */
export function meanTopFiveDistance(distances: PerturbationTable, baseline: PerturbationTable): number {
  return meanOverBaseline(distances, baseline, rate);
}

function rate(value: number, baseline: number, path: string): number {
  if (baseline > 0) return (100 * value) / baseline;
  throw new AugmixError('INVALID_ARGUMENT', `the baseline has ${baseline}`, {
    path,
    expected: 'a number above 0',
  });
}
