import { alexNetErrors, mce, relativeMce } from '@augmix/metrics';
import type { JudgedImages, MeasuredValue } from '../judge-cell.js';
import type { JudgedCorruption, JudgedModel } from '../results.js';
import type { JudgedCell, SummaryOptions } from '../summarize.js';
import { unpackBits } from './bits.js';
import { percentWithInterval } from './percent.js';

/** Means over severities and corruptions; undefined when no corruption was judged. */
export function summarizeCorruptions(
  name: string,
  cells: readonly JudgedCell[],
  { extraCorruptions = [], isImageNet = false }: SummaryOptions,
  cleanError: number | null | undefined,
): JudgedModel['corruptions'] {
  const groups = new Map<string, CorruptionCell[]>();
  for (const { cell, record } of cells) {
    if (cell.kind !== 'corruption') continue;
    const judged = record.models[name] as JudgedImages;
    const wrong = unpackBits(judged.wrong, record.images);
    const group = groups.get(cell.corruption) ?? [];
    groups.set(cell.corruption, [...group, { severity: cell.severity, metrics: judged.metrics, wrong }]);
  }
  if (groups.size === 0) return undefined;
  const names = [...groups.keys()];
  const withoutExtra = names.filter((corruption) => !extraCorruptions.includes(corruption));
  const meanOver = withoutExtra.length > 0 ? withoutExtra : names;
  const counted = meanOver.flatMap((corruption) => groups.get(corruption)!);
  const byName = Object.fromEntries(
    [...groups].map(([corruption, group]) => [corruption, judgeGroup(group)]),
  );
  return {
    meanOver,
    meanCorruptionError: meanError(counted),
    ...(isImageNet && againstAlexNet(groups, cleanError)),
    metrics: meanMetrics(counted),
    byName,
  };
}

interface CorruptionCell {
  severity: number;
  metrics: Record<string, MeasuredValue>;
  wrong: Uint8Array;
}

function judgeGroup(group: readonly CorruptionCell[]): JudgedCorruption {
  const severities = group.map(({ severity, metrics }) => [severity, metrics] as const);
  return { error: meanError(group), severities: Object.fromEntries(severities) };
}

/** Mean error over cells of the same images. */
function meanError(group: readonly CorruptionCell[]): MeasuredValue {
  const images = Float64Array.from(
    group[0].wrong,
    (_, image) => (100 * group.reduce((sum, { wrong }) => sum + wrong[image], 0)) / group.length,
  );
  return percentWithInterval(images);
}

function againstAlexNet(
  groups: ReadonlyMap<string, readonly CorruptionCell[]>,
  cleanError: number | null | undefined,
): { mce?: MeasuredValue; relativeMce?: MeasuredValue } {
  const errors: Record<string, number[]> = {};
  for (const [corruption, baseline] of Object.entries(alexNetErrors.corruptions)) {
    const group = groups.get(corruption);
    if (group?.length !== baseline.length) return {};
    errors[corruption] = group.map(
      ({ wrong }) => (100 * wrong.reduce((sum, bit) => sum + bit, 0)) / wrong.length,
    );
  }
  return {
    mce: { value: mce(errors), unit: '%', better: 'lower' },
    ...(typeof cleanError === 'number' && {
      relativeMce: { value: relativeMce(errors, cleanError), unit: '%', better: 'lower' as const },
    }),
  };
}

/** The mean of each metric over cells; one that is not defined everywhere has none. */
function meanMetrics(group: readonly CorruptionCell[]): Record<string, MeasuredValue> {
  const means = Object.entries(group[0].metrics).map(([metric, { unit, better }]) => {
    const values = group.map(({ metrics }) => metrics[metric].value);
    const isDefined = values.every((value) => value !== null);
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return [metric, { value: isDefined ? sum / values.length : null, unit, better }] as const;
  });
  return Object.fromEntries(means);
}
