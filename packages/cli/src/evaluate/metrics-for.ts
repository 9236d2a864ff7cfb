import { AugmixError, suggestName, type AnyPlugin, type Registry, type ResolvedRef } from '@augmix/core';
import type { ReadRun } from '@augmix/trainer';

/** What is worth knowing of every classifier. */
const usual = [
  'error',
  'top5-error',
  'nll',
  'brier',
  'rms-calibration-error',
  'mad-calibration-error',
  'ece',
  'adaptive-ece',
  'soft-f1',
  'aurra',
];

/**
 * The metrics of an evaluation: those that are named, else the usual ones and whatever the runs were configured with.
 *
 * @throws AugmixError `PLUGIN_UNKNOWN` with the nearest name
 */
export function metricsFor(
  registry: Registry<AnyPlugin>,
  names: string | undefined,
  runs: readonly ReadRun[],
): ResolvedRef[] {
  const known = registry.names('metric');
  const refs = new Map<string, ResolvedRef>();
  const add = (ref: ResolvedRef): void => void refs.set(ref.type, ref);
  for (const type of names?.split(',').map((name) => name.trim()) ??
    usual.filter((name) => known.includes(name))) {
    if (!known.includes(type)) {
      throw new AugmixError('PLUGIN_UNKNOWN', `unknown metric "${type}"`, {
        path: '--metrics',
        suggestion: suggestName(type, known),
      });
    }
    add(registry.resolve('metric', type));
  }
  // Every table begins with the error.
  if (!refs.has('error')) add(registry.resolve('metric', 'error'));
  if (names === undefined) for (const ref of runs.flatMap(({ config }) => config.metrics)) add(ref);
  return [...refs.values()];
}
