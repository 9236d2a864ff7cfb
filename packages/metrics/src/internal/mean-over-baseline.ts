import { AugmixError, suggestName } from '@augmix/core';

/** The mean of a quotient over all names of a baseline; what only the model has is not counted. */
export function meanOverBaseline<T>(
  values: Readonly<Record<string, T>>,
  baseline: Readonly<Record<string, T>>,
  quotient: (value: T, baseline: T, name: string) => number,
): number {
  const names = Object.keys(baseline);
  if (names.length === 0) {
    throw new AugmixError('INVALID_ARGUMENT', 'the baseline is empty', { path: 'baseline' });
  }
  const sum = names.reduce((total, name) => {
    if (!Object.hasOwn(values, name)) {
      throw new AugmixError('INVALID_ARGUMENT', `"${name}" is missing`, {
        path: name,
        expected: `all of ${names.join(', ')}`,
        suggestion: suggestName(name, Object.keys(values)),
      });
    }
    return total + quotient(values[name], baseline[name], name);
  }, 0);
  return sum / names.length;
}
