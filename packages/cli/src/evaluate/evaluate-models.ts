import { join } from 'node:path';
import type { AnyPlugin, Registry } from '@augmix/core';
import { corruptionNames } from '@augmix/corruptions';
import {
  ensembleName,
  judgeCells,
  resultsMarkdown,
  summarize,
  type CellRecord,
  type EvaluationData,
  type EvaluationResults,
} from '@augmix/evaluation';
import type { ReadRun } from '@augmix/trainer';
import { comparedSets, comparison } from './compare.js';
import { describeData, isLikeImageNet } from './describe-data.js';
import { modelInfo } from './judged-model.js';
import { writeLogits } from './keep-logits.js';
import { Meter } from './meter.js';
import { createMetrics, type ChosenMetric } from './metrics-for.js';
import { journalOf } from './journal-of.js';
import { requireOutput, writeResults } from './output-folder.js';
import { openPredictions, type Predictions, type PredictionsRequest } from './predictions.js';

/** What to judge, on what, and where to write it. */
export interface EvaluationJob extends PredictionsRequest {
  /** The runs among the models, by name. */
  runs: ReadonlyMap<string, ReadRun>;
  metrics: readonly ChosenMetric[];
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
  await requireOutput(job.out);
  const predictions = await openPredictions(registry, job);
  try {
    const data = describeData(predictions, job);
    const compared = job.compare === undefined ? [] : comparedSets(data, job.compare);
    const records = await judge(job, predictions);
    const results = assemble(job, predictions, data, records);
    const summary = resultsMarkdown(results) + comparison(results, compared);
    await writeResults(job.out, results, summary);
    return { results, summary };
  } finally {
    await predictions.close();
  }
}

async function judge(job: EvaluationJob, predictions: Predictions): Promise<CellRecord[]> {
  const { models, out, keepLogits = false } = job;
  const folder = join(out, 'logits');
  const meter = new Meter();
  try {
    return await judgeCells({
      cells: predictions.planned,
      models: models.map(({ name }) => name),
      classes: predictions.classes,
      metrics: await createMetrics(job.metrics),
      predict: (cell, chunk) => predictions.predict(cell, chunk),
      concurrency: predictions.concurrency,
      journal: journalOf(job, predictions),
      onPredictions: keepLogits ? (cell, logits) => writeLogits(folder, cell, logits) : undefined,
      onProgress: (progress) => meter.show(progress),
    });
  } finally {
    meter.end();
  }
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
