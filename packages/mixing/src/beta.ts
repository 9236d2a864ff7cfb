import type { RandomStream } from '@augmix/core';
import { gamma } from './gamma.js';
import { checkPositive } from './internal/check.js';

// Jöhnk's method, for parameters of at most 1.
function johnk(stream: RandomStream, a: number, b: number): number {
  for (;;) {
    const u = stream.random();
    const v = stream.random();
    const x = Math.pow(u, 1 / a);
    const y = Math.pow(v, 1 / b);
    const sum = x + y;
    if (sum > 1 || u + v === 0) continue;
    if (sum > 0) return x / sum;
    // Both powers vanished, as they do for tiny parameters: the same ratio from logarithms.
    const logU = Math.log(u) / a;
    const logV = Math.log(v) / b;
    const larger = Math.max(logU, logV);
    const logX = logU - larger;
    const logY = logV - larger;
    return Math.exp(logX - Math.log(Math.exp(logX) + Math.exp(logY)));
  }
}

/**
 * Draws from the beta distribution, a number in [0, 1], in the way of NumPy's legacy `beta`: Jöhnk's method when both
 * parameters are at most 1, else a ratio of gamma draws.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is not a finite number above 0.
 * @example
 * ```ts
 * import { beta, numpyStream } from '@augmix/mixing';
 * beta(numpyStream(3), 1, 1).toFixed(6); // => '0.362845'
 * ```
 */
export function beta(stream: RandomStream, a: number, b: number): number {
  checkPositive('a', a);
  checkPositive('b', b);
  if (a <= 1 && b <= 1) return johnk(stream, a, b);
  const first = gamma(stream, a);
  return first / (first + gamma(stream, b));
}
