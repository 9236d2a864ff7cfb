import { join } from 'node:path';
import { AugmixError, type AnyPlugin, type Metric, type Registry } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import { evaluate, measureStability, resultsMarkdown, type RunResults } from '@augmix/evaluation';
import { describeModel } from '@augmix/models';
import { createPipeline, type PipelineSpec } from '@augmix/pipeline';
import { normalizationOf, openRun } from '@augmix/trainer';
import { backendFromEnvironment } from './chosen-backend.js';
import { note } from './terminal/output.js';
import { Progress } from './terminal/progress.js';

export interface EvaluateRunOptions {
  /** Use the first this many test images (default: all). */
  images?: number;
  /** Default: the best one when the run has validation images, else the last one. */
  checkpoint?: 'best' | 'latest';
}

/** The augmentation whose fresh views show how stable predictions are, the same for every run. */
const stabilityView = { type: 'augmix', severity: 3 };

/**
 * Judges a run on its test images and writes `results.json` and `results.md` into its directory.
 *
 * @throws AugmixError `RUN_NOT_FOUND`, `CHECKPOINT_INVALID`, and what the data set throws.
 */
export async function evaluateRun<P extends AnyPlugin>(
  firstParty: Registry<P>,
  directory: string,
  { images, checkpoint }: EvaluateRunOptions = {},
): Promise<{ results: RunResults; summary: string }> {
  const run = await openRun(firstParty, directory, checkpoint ?? 'best', backendFromEnvironment());
  const { config, registry, folder, model, state } = run;
  if (checkpoint === 'best' && !state.best) {
    model.dispose();
    throw new AugmixError('USAGE', 'the run has no best checkpoint: no validation chose one', {
      file: directory,
      suggestion: 'leave --checkpoint out, or say "latest"',
    });
  }
  const spec: PipelineSpec = {
    seed: 0,
    dataset: config.dataset,
    split: 'test',
    transforms: [],
    augmentation: registry.resolve('augmentation', stabilityView),
    views: ['clean'],
    normalization: await normalizationOf(registry, config, folder),
    folder,
  };
  const clean = await createPipeline(registry, spec, { workers: 0, log: note });
  const augmented = await createPipeline(registry, { ...spec, views: ['augmented'] }, config.pipeline);
  const progress = new Progress();
  try {
    const metrics: Record<string, Metric> = {};
    for (const ref of config.metrics)
      metrics[ref.type] = await registry.create('metric', ref, { folder, log: note });
    const count = Math.min(images ?? clean.length, clean.length);
    const indices = Uint32Array.from({ length: count }, (_, index) => index);
    const options = { indices, batchSize: config.trainer.evalBatchSize };
    const values = await evaluate(model, clean, metrics, {
      ...options,
      onProgress: (done, total) =>
        progress.show(done / total, `${directory}: ${done} of ${total} test images`),
    });
    const change = await measureStability(model, clean, augmented, {
      ...options,
      onProgress: (done, total) =>
        progress.show(done / total, `${directory}: stability, ${done} of ${total} predictions`),
    });
    progress.end();
    const results: RunResults = {
      schemaVersion: 1,
      run: directory,
      checkpoint: { step: state.step, totalSteps: state.totalSteps },
      config,
      trainableParameters: describeModel(model).trainableParameters,
      trainingSeconds: Math.round(state.seconds),
      test: {
        images: count,
        metrics: Object.fromEntries(
          Object.entries(metrics).map(([name, { unit, better }]) => [
            name,
            { value: values[name], unit, better },
          ]),
        ),
      },
      stability: {
        augmentation: stabilityView,
        predictionChange: { value: change, unit: '%', better: 'lower' },
      },
    };
    await writeFileAtomic(join(directory, 'results.json'), JSON.stringify(results, null, 2) + '\n');
    const summary = resultsMarkdown([results]);
    await writeFileAtomic(join(directory, 'results.md'), summary);
    return { results, summary };
  } finally {
    model.dispose();
    await clean.close();
    await augmented.close();
  }
}
