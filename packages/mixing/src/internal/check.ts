import { AugmixError } from '@augmix/core';

/** Refuses an argument for which `accepted` is false. */
export function checkArgument(accepted: boolean, name: string, value: unknown, expected: string): void {
  if (accepted) return;
  throw new AugmixError('INVALID_ARGUMENT', `${name} is ${String(value)}`, { path: name, expected });
}

/** Refuses numbers that are not finite and above 0. */
export function checkPositive(name: string, value: number): void {
  checkArgument(Number.isFinite(value) && value > 0, name, value, 'a finite number above 0');
}

/** Refuses whole numbers below `least`. */
export function checkInteger(name: string, value: number, least: number): void {
  checkArgument(
    Number.isInteger(value) && value >= least,
    name,
    value,
    `a whole number of at least ${least}`,
  );
}
