import { AugmixError } from '@augmix/core';

/** Refuses an option that is not a whole number of at least `minimum`. */
export function checkWhole(path: string, value: number, minimum = 1): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw new AugmixError('INVALID_ARGUMENT', `${path} is ${value}`, {
    path,
    expected: `a whole number of at least ${minimum}`,
  });
}
