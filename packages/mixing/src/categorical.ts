import { AugmixError, type RandomStream } from '@augmix/core';

/**
 * Draws an index with probability proportional to its weight, in the way of NumPy's `choice(n, p=…)`: one uniform
 * number, looked up in the cumulative weights.
 *
 * @param weights finite numbers of at least 0, not all 0; they need not sum to 1
 * @throws AugmixError `INVALID_ARGUMENT` when a weight is negative or not finite, or none is above 0.
 * @example
 * ```ts
 * import { categorical, numpyStream } from '@augmix/mixing';
 * const stream = numpyStream(1); // whose first uniform numbers are 0.417, 0.720 and 0.0001
 * [0, 1, 2].map(() => categorical(stream, [1, 3, 4])); // => [1, 2, 0]
 * ```
 */
export function categorical(stream: RandomStream, weights: readonly number[]): number {
  let total = 0;
  for (const weight of weights) total = weight >= 0 ? total + weight : NaN;
  if (!(total > 0 && total < Infinity)) {
    throw new AugmixError('INVALID_ARGUMENT', `weights are [${weights.join(', ')}]`, {
      path: 'weights',
      expected: 'finite numbers of at least 0, not all 0',
    });
  }
  const target = stream.random();
  let sum = 0;
  return weights.findIndex((weight) => {
    sum += weight;
    return sum / total > target;
  });
}
