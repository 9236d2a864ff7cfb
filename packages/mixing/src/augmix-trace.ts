import type { OpStep } from '@augmix/core';

/**
 * Everything that AugMix draws for one view: plain JSON with final arguments.
 *
 * @example
 * ```ts
 * import type { AugMixTrace } from '@augmix/mixing';
 * const halfPosterized: AugMixTrace = {
 *   weights: [1],
 *   mix: 0.5,
 *   chains: [[{ op: 'posterize', args: { bits: 3 } }]],
 * };
 * ```
 */
export interface AugMixTrace {
  /** The share of each chain in the mixture: float32 values that sum to 1. */
  weights: number[];
  /** The share of the mixture in the result, 0 … 1, a float32 value; the rest is the clean image. */
  mix: number;
  /** One chain per weight; its ops in the order in which they run. */
  chains: OpStep[][];
}
