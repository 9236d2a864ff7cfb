import type { RandomStream } from '@augmix/core';
import { checkArgument } from './internal/check.js';

function exponential(stream: RandomStream): number {
  return -Math.log(1 - stream.random());
}

// Ahrens and Dieter's GS for shapes below 1.
function gammaBelowOne(stream: RandomStream, shape: number): number {
  for (;;) {
    const u = stream.random();
    const v = exponential(stream);
    if (u <= 1 - shape) {
      const x = Math.pow(u, 1 / shape);
      if (x <= v) return x;
    } else {
      const y = -Math.log((1 - u) / shape);
      const x = Math.pow(1 - shape + shape * y, 1 / shape);
      if (x <= v + y) return x;
    }
  }
}

// Marsaglia and Tsang's squeeze for shapes above 1. The cube is a product: a power function rounds differently.
function gammaAboveOne(stream: RandomStream, shape: number): number {
  const b = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * b);
  for (;;) {
    let x: number, root: number;
    do {
      x = stream.normal();
      root = 1 + c * x;
    } while (root <= 0);
    const v = root * root * root;
    const u = stream.random();
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (Math.log(u) < 0.5 * x * x + b * (1 - v + Math.log(v))) return b * v;
  }
}

/**
 * Draws from the gamma distribution of scale 1, in the way of NumPy's legacy `standard_gamma`.
 *
 * Sources: Ahrens and Dieter, Computing 12 (1974), for shapes below 1; Marsaglia and Tsang, ACM Transactions on
 * Mathematical Software 26 (2000), above.
 *
 * @param shape at least 0; a shape of 0 gives 0 and draws nothing
 * @throws AugmixError `INVALID_ARGUMENT` when the shape is negative or not finite.
 * @example
 * ```ts
 * import { gamma, numpyStream } from '@augmix/mixing';
 * gamma(numpyStream(1), 1).toFixed(6); // => '0.539606'
 * ```
 */
export function gamma(stream: RandomStream, shape: number): number {
  checkArgument(Number.isFinite(shape) && shape >= 0, 'shape', shape, 'a finite number of at least 0');
  if (shape === 1) return exponential(stream);
  if (shape === 0) return 0;
  return shape < 1 ? gammaBelowOne(stream, shape) : gammaAboveOne(stream, shape);
}
