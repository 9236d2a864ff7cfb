import type { RandomStream } from '@augmix/core';
import { gamma } from './gamma.js';
import { checkArgument, checkPositive } from './internal/check.js';

/**
 * Draws shares that sum to 1 from the Dirichlet distribution, in the way of NumPy's legacy `dirichlet`: gamma draws in
 * order, times the reciprocal of their sum.
 *
 * For tiny parameters every gamma draw can underflow to 0, where NumPy returns NaN. Then one share drawn uniformly is
 * 1 and the others 0, which is the limit of the distribution for parameters that go to 0 together.
 *
 * @param alphas one finite number above 0 per share, at least one
 * @throws AugmixError `INVALID_ARGUMENT` when there is no parameter, or one is out of range.
 * @example
 * ```ts
 * import { dirichlet, numpyStream } from '@augmix/mixing';
 * dirichlet(numpyStream(1), [1, 1, 1]).map((share) => share.toFixed(4)); // => ['0.2975', '0.7024', '0.0001']
 * ```
 */
export function dirichlet(stream: RandomStream, alphas: readonly number[]): number[] {
  checkArgument(alphas.length > 0, 'alphas', '[]', 'at least one number');
  alphas.forEach(requirePositive);
  const draws = alphas.map((alpha) => gamma(stream, alpha));
  const reciprocal = 1 / draws.reduce((sum, draw) => sum + draw, 0);
  if (!Number.isFinite(reciprocal)) {
    const whole = stream.integer(0, draws.length);
    return draws.map((_, index) => (index === whole ? 1 : 0));
  }
  return draws.map((draw) => draw * reciprocal);
}

function requirePositive(alpha: number, index: number): void {
  if (!(alpha > 0 && alpha < Infinity)) checkPositive(`alphas[${index}]`, alpha);
}
