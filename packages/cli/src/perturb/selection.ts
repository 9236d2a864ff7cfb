import { AugmixError, suggestName, type AnyPlugin, type Registry } from '@augmix/core';
import { perturbationNames, type Difficulty } from '@augmix/corruptions';
import { takesOption } from '../takes-option.js';

const groups: Readonly<Record<string, readonly string[]>> = {
  test: perturbationNames.test,
  validation: perturbationNames.validation,
  all: [...perturbationNames.test, ...perturbationNames.validation],
};

/**
 * The perturbations that a text names: names and the groups `test`, `validation` and `all`, separated by commas.
 *
 * @throws AugmixError `PLUGIN_UNKNOWN` with the nearest name; `USAGE` for one that does not come in a harder version
 */
export function selectPerturbations(
  registry: Registry<AnyPlugin>,
  text: string,
  difficulty: Difficulty,
  option = '--perturbation',
): string[] {
  const known = registry.names('perturbation');
  const words = text.split(',').map((word) => word.trim());
  const names = words.filter(Boolean).flatMap((word) => {
    if (Object.hasOwn(groups, word)) return groups[word];
    if (known.includes(word)) return [word];
    throw new AugmixError('PLUGIN_UNKNOWN', `unknown perturbation "${word}"`, {
      path: option,
      suggestion: suggestName(word, [...known, ...Object.keys(groups)]),
    });
  });
  if (names.length === 0) {
    throw new AugmixError('USAGE', `${option} is empty`, {
      expected: 'names, test, validation or all',
    });
  }
  const isHarder = (name: string): boolean => takesOption(registry, 'perturbation', name, 'difficulty');
  const easy = names.find((name) => !isHarder(name));
  if (difficulty > 1 && easy !== undefined) {
    throw new AugmixError('USAGE', `${easy} has no difficulty ${difficulty}`, {
      expected: `${option} ${known.filter(isHarder).join(',')}`,
    });
  }
  return [...new Set(names)];
}
