import { AugmixError, nearestName, suggestName } from '@augmix/core';
import { presetNames, type Preset } from '@augmix/corruptions';

/** A preset of the benchmarks, for commander. */
export function presetOption(text: string): Preset {
  const preset = presetNames.find((name) => name === text);
  if (preset) return preset;
  throw new AugmixError('USAGE', `--preset is "${text}"`, {
    expected: presetNames.join(', '),
    suggestion: nearestName(text, presetNames) && suggestName(text, presetNames),
  });
}
