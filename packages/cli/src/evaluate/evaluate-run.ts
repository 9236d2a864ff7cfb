import type { AnyPlugin, Registry } from '@augmix/core';
import { listCells, type EvaluationResults } from '@augmix/evaluation';
import { evaluateModels } from './evaluate-models.js';
import { findImages } from './find-images.js';
import { findModels } from './judged-model.js';
import { metricsFor } from './metrics-for.js';

/**
 * Judges a run on its clean test images, in this thread, and writes `results.json` and `results.md` into its directory.
 *
 * @throws AugmixError `RUN_NOT_FOUND`, `CHECKPOINT_INVALID`, and what the data set throws
 */
export async function evaluateRun<P extends AnyPlugin>(
  firstParty: Registry<P>,
  directory: string,
): Promise<{ results: EvaluationResults; summary: string }> {
  const registry = firstParty as unknown as Registry<AnyPlugin>;
  const { models, runs } = await findModels(registry, [directory], { description: {} });
  const [run] = runs.values();
  const { dataset, folder } = await findImages(run.registry, undefined, run, []);
  const nothing = { seed: 0, corruptions: [], perturbations: [] } as const;
  return evaluateModels(registry, {
    models,
    runs,
    images: {
      dataset,
      folder,
      corrupter: { ...nothing, frost: 'computed' },
      perturber: { ...nothing, difficulty: 1 },
    },
    cells: listCells({ corruptions: [], severities: [], perturbations: [] }),
    metrics: metricsFor(run.registry, undefined, [run]),
    out: directory,
    workers: 0,
    batchSize: run.config.trainer.evalBatchSize,
  });
}
