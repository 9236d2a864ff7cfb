import { AugmixError } from '@augmix/core';

/** Refuses NaN and the infinities, which would fill an image with nonsense instead of failing. */
export function requireFinite(op: string, argument: string, value: number): void {
  if (!Number.isFinite(value)) refuse(op, argument, value, 'a finite number');
}

/** Refuses anything but a whole number in `low … high`. */
export function requireInteger(op: string, argument: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    refuse(op, argument, value, `a whole number from ${low} to ${high}`);
  }
}

/** Refuses anything but one of the words. */
export function requireOneOf(op: string, argument: string, value: unknown, words: readonly string[]): void {
  if (!words.includes(value as string)) refuse(op, argument, value, words.join(' or '));
}

function refuse(op: string, argument: string, value: unknown, expected: string): never {
  throw new AugmixError('INVALID_ARGUMENT', `${op}: ${argument} is ${String(value)}`, {
    path: argument,
    expected,
  });
}
