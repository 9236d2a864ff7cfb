import type { IntervalOptions } from '@augmix/core';
import { middle, resample } from './internal/resample.js';
import { noPredictions } from './internal/check-batch.js';

/**
 * Bootstrap confidence interval of any statistic of `count` items: lower and upper bound by the percentile method.
 *
 * `statistic` gets how often each item was drawn; the numbers sum to `count`, and the array is used again for the next
 * resample. The same seed draws the same items, so intervals of two models on the same images can be compared; it is
 * reproducible on every machine. The bounds are NaN when the statistic of a resample is.
 *
 * @param options - `level` (default 0.95), `resamples` (default 1000), `seed` (default 0)
 * @throws AugmixError `LOGITS_INVALID` without items, `INVALID_ARGUMENT` for an option out of range
 * @see Efron, Tibshirani: An Introduction to the Bootstrap (1993), chapter 13
 * @example
 * ```ts
 * import { bootstrapInterval } from '@augmix/metrics';
 * const spoiled = [true, false, false, true];
 * const share = (counts: Uint32Array) => counts.filter((_, index) => spoiled[index]).reduce((a, b) => a + b, 0) / 4;
 * bootstrapInterval(4, share); // => [0, 1]
 * ```
 */
export function bootstrapInterval(
  count: number,
  statistic: (counts: Uint32Array) => number,
  options: IntervalOptions = {},
): readonly [number, number] {
  if (!(count >= 1)) throw noPredictions();
  return middle(resample([count], statistic, options), options.level);
}

/**
 * Bootstrap confidence interval of a mean: lower and upper bound, by the percentile method. A thousand resamples of ten
 * thousand values take a fraction of a second.
 *
 * @param values - one number per image, such as its error averaged over all corruptions
 * @param options - `level` (default 0.95), `resamples` (default 1000), `seed` (default 0)
 * @throws AugmixError as {@link bootstrapInterval}
 * @example
 * ```ts
 * import { bootstrapMean } from '@augmix/metrics';
 * bootstrapMean([0, 100, 0, 0, 0, 100, 0, 0, 0, 0], { level: 0.9 }); // => [0, 40]
 * ```
 */
export function bootstrapMean(
  values: ArrayLike<number>,
  options: IntervalOptions = {},
): readonly [number, number] {
  const { length } = values;
  const mean = (counts: Uint32Array): number => {
    let sum = 0;
    // What was not drawn does not count, not even when it is infinite.
    for (let index = 0; index < length; index++) if (counts[index] > 0) sum += counts[index] * values[index];
    return sum / length;
  };
  return bootstrapInterval(length, mean, options);
}
