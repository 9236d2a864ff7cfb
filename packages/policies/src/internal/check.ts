import { AugmixError } from '@augmix/core';
import { randomOps, type PolicyOp } from '../policy-op.js';

/** Refuses anything but a whole number in `low … high`. */
export function checkInteger(name: string, value: number, low: number, high = Infinity): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const expected = high === Infinity ? `of at least ${low}` : `from ${low} to ${high}`;
  throw new AugmixError('INVALID_ARGUMENT', `${name} is ${value}`, {
    path: name,
    expected: `a whole number ${expected}`,
  });
}

/** Refuses an empty list, and ops that random augmentations have no levels for. */
export function checkOps(ops: readonly PolicyOp[]): void {
  const unknown = ops.find((op) => !randomOps.includes(op));
  if (ops.length > 0 && unknown === undefined) return;
  throw new AugmixError('INVALID_ARGUMENT', ops.length > 0 ? `ops has "${unknown}"` : 'ops is empty', {
    path: 'ops',
    expected: `some of ${randomOps.join(', ')}`,
  });
}
