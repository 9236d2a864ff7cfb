import { join, resolve } from 'node:path';
import { cellName, openJournal, type Cell, type Journal } from '@augmix/evaluation';
import { backendFromEnvironment } from '../chosen-backend.js';
import { installedVersion } from '../installed-version.js';
import type { EvaluationJob } from './evaluate-models.js';
import { keptLogits } from './keep-logits.js';
import type { Predictions } from './predictions.js';

/**
 * The journal of an evaluation. When logits are kept it knows the cells whose logits were kept by an evaluation of the same;
 * otherwise those that were judged with or without them.
 */
export function journalOf(job: EvaluationJob, predictions: Predictions): Journal {
  const { out, models, keepLogits = false } = job;
  const folder = join(out, 'evaluation');
  const basis = basisOf(job, predictions);
  const kept = openJournal(folder, (cell) => ({ ...basis(cell), logits: true }));
  if (keepLogits) {
    const names = models.map(({ name }) => name);
    return {
      write: (cell, record) => kept.write(cell, record),
      read: async (cell) => (keptLogits(join(out, 'logits'), cell, names) ? kept.read(cell) : undefined),
    };
  }
  const journal = openJournal(folder, basis);
  return {
    write: (cell, record) => journal.write(cell, record),
    read: async (cell) => (await journal.read(cell)) ?? kept.read(cell),
  };
}

/** Everything that the numbers of a cell depend on: of images, only what makes those of the cell. */
function basisOf(
  { models, runs, metrics, images }: EvaluationJob,
  { planned, contents, count }: Predictions,
): (cell: Cell) => object {
  const common = {
    augmix: installedVersion(),
    backend: backendFromEnvironment(),
    models: models.map(({ source: _, ...model }) => ({ ...model, config: runs.get(model.name)?.config })),
    metrics: metrics.map(({ ref }) => ref),
    dataset: images?.dataset,
    count,
  };
  const contentsOf = new Map(planned.map(({ cell }, place) => [cellName(cell), contents?.[place]]));
  return (cell) => {
    const of = { ...common, cell, contents: contentsOf.get(cellName(cell)) };
    if (!images || cell.kind === 'clean') return of;
    const { preset, corruptedFolder, perturbedFolder } = images;
    if (cell.kind === 'corruption') {
      const { corruptions: _, frost, ...corrupter } = images.corrupter;
      const made = { ...corrupter, preset, ...(cell.corruption === 'frost' && { frost }) };
      return { ...of, made: corruptedFolder === undefined ? made : resolve(corruptedFolder) };
    }
    const { perturbations: _, ...perturber } = images.perturber;
    const made = { ...perturber, preset };
    return { ...of, made: perturbedFolder === undefined ? made : resolve(perturbedFolder) };
  };
}
