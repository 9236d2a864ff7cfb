import type { Schedule } from '@augmix/core/tensor';

/**
 * Half a cosine from the base rate down to `minimum`, a new value for every step.
 *
 * Source: `cifar.py` of google-research/augmix (minimum 1e-6).
 * @example
 * ```ts
 * import { cosine } from '@augmix/trainer';
 * const schedule = cosine({ minimum: 0 });
 * schedule.rate(0, 100, 0.1); // => 0.1
 * schedule.rate(50, 100, 0.1); // => 0.05
 * ```
 */
export function cosine({ minimum = 1e-6 }: { minimum?: number } = {}): Schedule {
  return {
    rate: (step, total, learningRate) =>
      minimum + (learningRate - minimum) * 0.5 * (1 + Math.cos((Math.PI * step) / total)),
  };
}
