import { AugmixError, suggestName, type AnyPlugin, type Registry, type Severity } from '@augmix/core';
import { corruptionNames } from '@augmix/corruptions';

const groups: Readonly<Record<string, readonly string[]>> = {
  common: corruptionNames.common,
  extra: corruptionNames.extra,
  all: [...corruptionNames.common, ...corruptionNames.extra],
};

/**
 * The corruptions that a text names: names and the groups `common`, `extra` and `all`, separated by commas.
 *
 * @throws AugmixError `PLUGIN_UNKNOWN` with the nearest name
 */
export function selectCorruptions(
  registry: Registry<AnyPlugin>,
  text: string,
  option = '--corruption',
): string[] {
  const known = registry.names('corruption');
  const names = parts(text).flatMap((part) => {
    if (Object.hasOwn(groups, part)) return groups[part];
    if (known.includes(part)) return [part];
    throw new AugmixError('PLUGIN_UNKNOWN', `unknown corruption "${part}"`, {
      path: option,
      suggestion: suggestName(part, [...known, ...Object.keys(groups)]),
    });
  });
  if (names.length === 0) {
    throw new AugmixError('USAGE', `${option} is empty`, { expected: 'names, common, extra or all' });
  }
  return [...new Set(names)];
}

/**
 * The severities that a text names: `3`, `1,3,5`, `2-4`, in rising order.
 *
 * @throws AugmixError `USAGE`
 */
export function selectSeverities(text: string, option = '--severity'): Severity[] {
  const chosen = new Set<number>();
  for (const part of parts(text)) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    const [low, high] = match ? [Number(match[1]), Number(match[2] ?? match[1])] : [0, 0];
    if (low < 1 || high > 5 || low > high) throw badSeverity(text, option);
    for (let severity = low; severity <= high; severity++) chosen.add(severity);
  }
  if (chosen.size === 0) throw badSeverity(text, option);
  return [...chosen].sort() as Severity[];
}

const parts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const badSeverity = (text: string, option: string): AugmixError =>
  new AugmixError('USAGE', `${option} is "${text}"`, {
    expected: 'whole numbers from 1 to 5, such as 3 or 1-5',
  });
