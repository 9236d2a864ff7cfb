import type { Schedule } from '@augmix/core/tensor';

/** The base rate throughout. */
export function constant(): Schedule {
  return { rate: (_step, _total, learningRate) => learningRate };
}
