import {
  AugmixError,
  suggestName,
  type AnyPlugin,
  type Metric,
  type Registry,
  type ResolvedRef,
} from '@augmix/core';
import type { ReadRun } from '@augmix/trainer';
import { note } from '../terminal/output.js';

/** A metric of an evaluation, with the registry that knows it: a run may bring its own. */
export interface ChosenMetric {
  ref: ResolvedRef;
  registry: Registry<AnyPlugin>;
}

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
): ChosenMetric[] {
  const registries = [registry, ...runs.map((run) => run.registry)];
  const known = [...new Set(registries.flatMap((each) => each.names('metric')))];
  const chosen = new Map<string, ChosenMetric>();
  const add = (type: string): void => {
    const knowing = registries.find((each) => each.names('metric').includes(type));
    if (!knowing) {
      throw new AugmixError('PLUGIN_UNKNOWN', `unknown metric "${type}"`, {
        path: '--metrics',
        suggestion: suggestName(type, known),
      });
    }
    chosen.set(type, { ref: knowing.resolve('metric', type), registry: knowing });
  };
  (names?.split(',').map((name) => name.trim()) ?? usual).forEach(add);
  // Every table begins with the error.
  if (!chosen.has('error')) add('error');
  if (names !== undefined) return [...chosen.values()];
  for (const { config, registry: own } of runs) {
    for (const ref of config.metrics) chosen.set(ref.type, { ref, registry: own });
  }
  return [...chosen.values()];
}

/** The metrics, by name. */
export async function createMetrics(chosen: readonly ChosenMetric[]): Promise<Record<string, Metric>> {
  const metrics: Record<string, Metric> = {};
  for (const { ref, registry } of chosen) {
    metrics[ref.type] = await registry.create('metric', ref, { log: note });
  }
  return metrics;
}
