import { join } from 'node:path';
import { longRef, type AnyPlugin, type Metric, type PluginRef, type Registry } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import { corruptionNames } from '@augmix/corruptions';
import {
  ensembleName,
  judgeCells,
  openJournal,
  resultsMarkdown,
  summarize,
  type Cell,
  type CellRecord,
  type EvaluationData,
  type EvaluationResults,
} from '@augmix/evaluation';
import type { ReadRun } from '@augmix/trainer';
import { installedVersion } from '../installed-version.js';
import { note } from '../terminal/output.js';
import { comparison } from './compare.js';
import { describeData, isLikeImageNet } from './describe-data.js';
import { modelInfo } from './judged-model.js';
import { withLogits, writeLogits } from './keep-logits.js';
import { Meter } from './meter.js';
import { openPredictions, type Predictions, type PredictionsRequest } from './predictions.js';

/** What to judge, on what, and where to write it. */
export interface EvaluationJob extends PredictionsRequest {
  /** The runs among the models, by name. */
  runs: ReadonlyMap<string, ReadRun>;
  metrics: readonly PluginRef[];
  /** Output folder. */
  out: string;
  keepLogits?: boolean;
  /** Put published results beside these: those of a named test set, or of the data set's own. */
  compare?: string | true;
}

/**
 * Judges models and writes `results.json` and `results.md`. Killed and started again, it goes on after the last cell that was
 * done and ends with the same files.
 *
 * @throws AugmixError for whatever does not fit, before the work begins
 */
export async function evaluateModels(
  registry: Registry<AnyPlugin>,
  job: EvaluationJob,
): Promise<{ results: EvaluationResults; summary: string }> {
  const predictions = await openPredictions(registry, job);
  try {
    const data = describeData(predictions, job);
    const records = await judge(registry, job, predictions, data);
    const results = assemble(job, predictions, data, records);
    const file = join(job.out, 'results.md');
    await writeFileAtomic(join(job.out, 'results.json'), JSON.stringify(results, null, 2) + '\n');
    await writeFileAtomic(file, resultsMarkdown(results));
    if (job.compare === undefined) return { results, summary: resultsMarkdown(results) };
    const summary = resultsMarkdown(results) + comparison(results, job.compare);
    await writeFileAtomic(file, summary);
    return { results, summary };
  } finally {
    await predictions.close();
  }
}

async function judge(
  registry: Registry<AnyPlugin>,
  job: EvaluationJob,
  predictions: Predictions,
  data: EvaluationData,
): Promise<CellRecord[]> {
  const { models, out, keepLogits = false } = job;
  const names = models.map(({ name }) => name);
  const folder = join(out, 'logits');
  const journal = openJournal(join(out, 'evaluation'), basisOf(job, data));
  const meter = new Meter();
  try {
    return await judgeCells({
      cells: predictions.planned,
      models: names,
      classes: predictions.classes,
      metrics: await createMetrics(registry, job.metrics),
      predict: (cell, chunk) => predictions.predict(cell, chunk),
      concurrency: predictions.concurrency,
      journal: keepLogits ? withLogits(journal, folder, names) : journal,
      onPredictions: keepLogits ? (cell, logits) => writeLogits(folder, cell, logits) : undefined,
      onProgress: (progress) => meter.show(progress),
    });
  } finally {
    meter.end();
  }
}

async function createMetrics(
  registry: Registry<AnyPlugin>,
  refs: readonly PluginRef[],
): Promise<Record<string, Metric>> {
  const metrics: Record<string, Metric> = {};
  for (const ref of refs) metrics[longRef(ref).type] = await registry.create('metric', ref, { log: note });
  return metrics;
}

/** Everything that the numbers of a cell depend on: of images, only what makes those of the cell. */
function basisOf({ models, metrics, images }: EvaluationJob, { images: count }: EvaluationData) {
  const common = {
    augmix: installedVersion(),
    models: models.map(({ source: _, ...model }) => model),
    metrics,
    dataset: images?.dataset,
    count,
  };
  return (cell: Cell): unknown => {
    if (!images || cell.kind === 'clean') return { ...common, cell };
    const { preset } = images;
    if (cell.kind === 'corruption') {
      const { corruptions: _, frost, ...corrupter } = images.corrupter;
      const made = { ...corrupter, preset, ...(cell.corruption === 'frost' && { frost }) };
      return { ...common, cell, made: images.corruptedFolder ?? made };
    }
    const { perturbations: _, ...perturber } = images.perturber;
    return { ...common, cell, made: images.perturbedFolder ?? { ...perturber, preset } };
  };
}

function assemble(
  { models, runs }: EvaluationJob,
  predictions: Predictions,
  data: EvaluationData,
  records: readonly CellRecord[],
): EvaluationResults {
  const infos = models.map((model) =>
    modelInfo(model, runs.get(model.name), predictions.trainableParameters(model.name)),
  );
  if (models.length > 1) {
    infos.push({ name: ensembleName, kind: 'ensemble', members: models.map(({ name }) => name) });
  }
  const cells = predictions.planned.map(({ cell }, place) => ({ cell, record: records[place] }));
  const options = { extraCorruptions: corruptionNames.extra, isImageNet: isLikeImageNet(data) };
  const judged = infos.map(({ name }) => [name, summarize(name, cells, options)] as const);
  return { schemaVersion: 2, data, models: infos, judged: Object.fromEntries(judged) };
}
