import { alexNetFlipProbabilities, meanFlipRate } from '@augmix/metrics';
import type { JudgedSequences } from '../judge-sequences.js';
import type { JudgedModel, JudgedPerturbation } from '../results.js';
import type { JudgedCell, SummaryOptions } from '../summarize.js';
import { percentWithInterval } from './percent.js';

/** Flips by perturbation and their mean; undefined when no sequences were judged. */
export function summarizePerturbations(
  name: string,
  cells: readonly JudgedCell[],
  { isImageNet = false }: SummaryOptions,
): JudgedModel['perturbations'] {
  const judged = cells.flatMap(({ cell, record }) =>
    cell.kind === 'perturbation'
      ? [[cell.perturbation, record.models[name] as JudgedSequences] as const]
      : [],
  );
  if (judged.length === 0) return undefined;
  const byName = Object.fromEntries(
    judged.map(([perturbation, sequences]) => [perturbation, judgeFlips(sequences)]),
  );
  const flips = judged.map(([, sequences]) => sequences.flips);
  const perSequence = Float64Array.from(
    flips[0],
    (_, index) => flips.reduce((sum, all) => sum + all[index], 0) / flips.length,
  );
  const probabilities = Object.fromEntries(
    judged.map(([perturbation]) => [perturbation, byName[perturbation].flipProbability.value!]),
  );
  const isWhole = Object.keys(alexNetFlipProbabilities).every(
    (perturbation) => perturbation in probabilities,
  );
  return {
    meanFlipProbability: percentWithInterval(perSequence),
    ...(isImageNet &&
      isWhole && {
        meanFlipRate: { value: meanFlipRate(probabilities), unit: '%', better: 'lower' as const },
      }),
    byName,
  };
}

function judgeFlips({ flips, topFiveDistance }: JudgedSequences): JudgedPerturbation {
  return {
    flipProbability: percentWithInterval(Float64Array.from(flips)),
    ...(topFiveDistance !== undefined && {
      topFiveDistance: { value: topFiveDistance, unit: '', better: 'lower' as const },
    }),
  };
}
