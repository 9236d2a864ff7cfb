import { AugmixError } from '@augmix/core';

/** Collects a repeated option. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** A number between two bounds, for commander. */
export function numberOption(name: string, minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= minimum && value <= maximum) return value;
    throw new AugmixError('USAGE', `${name} is "${text}"`, {
      expected: `a number from ${minimum} to ${maximum}`,
    });
  };
}

/** A whole number between two bounds, for commander. */
export function integerOption(name: string, minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && text.trim() !== '' && value >= minimum && value <= maximum) return value;
    throw new AugmixError('USAGE', `${name} is "${text}"`, {
      expected: `a whole number from ${minimum} to ${maximum}`,
    });
  };
}

/** Numbers separated by commas, for commander. */
export function numbersOption(name: string): (text: string) => number[] {
  return (text) => {
    const values = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
    if (values.every(Number.isFinite)) return values;
    throw new AugmixError('USAGE', `${name} is "${text}"`, { expected: 'numbers separated by commas' });
  };
}
