import type { Schedule } from '@augmix/core/tensor';

/**
 * The base rate throughout.
 *
 * @example
 * ```ts
 * import { constant } from '@augmix/trainer';
 * constant().rate(50, 100, 0.1); // => 0.1
 * ```
 */
export function constant(): Schedule {
  return { rate: (_step, _total, learningRate) => learningRate };
}
