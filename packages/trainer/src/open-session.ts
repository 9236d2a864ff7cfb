import {
  AugmixError,
  ConfigError,
  type AnyPlugin,
  type Metric,
  type Registry,
  type ResolvedRunConfig,
} from '@augmix/core';
import type { LoadedRun } from '@augmix/core/node';
import type { Callback, Loss, Optimizer, Schedule } from '@augmix/core/tensor';
import { setWeightsFrom } from '@augmix/models';
import { createPipeline, type PipelineSpec, type ViewShape } from '@augmix/pipeline';
import { readCheckpoint, type TrainingState } from './checkpoint.js';
import { buildModel } from './open-run.js';
import { restoreOptimizer } from './optimizer-files.js';
import { ReplicaGroup } from './replicas/replica-group.js';
import type { SessionParts } from './session.js';
import { splitRecords } from './split-records.js';
import type { TrainOptions } from './train.js';
import { trainingStep } from './training-step.js';

/** What has to be closed at the end of a sitting. */
export interface Closable {
  close(): void | Promise<void>;
}

/**
 * Creates everything that a run's config names and puts it into the state of the last checkpoint. Writes nothing.
 *
 * @param opened receives what was opened, in order, also when opening fails half-way.
 */
export async function openSession(
  run: LoadedRun,
  options: TrainOptions,
  opened: Closable[],
): Promise<{ parts: Omit<SessionParts, 'log'>; saved?: TrainingState }> {
  const { config, registry, folder } = run;
  const keep = <Part extends Closable>(part: Part): Part => {
    opened.push(part);
    return part;
  };
  const settings = { folder, log: options.log };
  const spec: PipelineSpec = {
    seed: config.seed,
    dataset: config.dataset,
    split: 'train',
    transforms: config.transforms,
    augmentation: config.augmentation,
    batchAugmentation: config.batchAugmentation,
    views: config.views,
    normalization: await normalizationOf(registry, config, folder),
    folder,
  };
  const pipeline = keep(await createPipeline(registry, spec, { ...config.pipeline, log: options.log }));
  const records = splitRecords(pipeline.length, config);
  const cleanSpec: PipelineSpec = {
    ...spec,
    transforms: [],
    augmentation: { type: 'none' },
    batchAugmentation: undefined,
    views: ['clean'],
  };
  const validation =
    records.validation.length > 0
      ? keep(await createPipeline(registry, cleanSpec, { workers: 0 }))
      : undefined;

  if (validation) checkShapes(pipeline.shape, validation.shape);
  if (validation && config.metrics.length === 0) {
    throw new ConfigError(
      'CONFIG_CONFLICT',
      'no metric chooses the best checkpoint on the validation images',
      {},
      ['metrics'],
    );
  }

  const loss = (await registry.create('loss', config.loss, settings)) as Loss;
  checkViews(loss, config);
  const optimizer = (await registry.create('optimizer', config.optimizer, settings)) as Optimizer;
  keep({ close: () => optimizer.dispose() });
  const schedule = (await registry.create('schedule', config.schedule, settings)) as Schedule;
  const metrics: Record<string, Metric> = {};
  for (const ref of config.metrics) metrics[ref.type] = await registry.create('metric', ref, settings);
  const callbacks: Callback[] = [];
  for (const ref of config.callbacks)
    callbacks.push((await registry.create('callback', ref, settings)) as Callback);
  const model = await buildModel(registry, config, folder, pipeline.shape, pipeline.classes.length);
  keep({ close: () => void model.dispose() });

  const checkpoint = options.resume ? await readCheckpoint(options.directory, 'latest') : undefined;
  if (checkpoint) {
    checkLength(checkpoint.state, records.train.length, config);
    setWeightsFrom(model, checkpoint.model['model.json'], checkpoint.model['weights.bin']);
    restoreOptimizer(optimizer, model, checkpoint.optimizer);
    callbacks.forEach((callback, index) => callback.restore?.(checkpoint.state.callbacks[index]));
  }
  const training = {
    model,
    loss,
    optimizer,
    views: config.views.length,
    classes: pipeline.classes.length,
    shape: pipeline.shape,
  };
  const { replicas } = config.trainer;
  const group = replicas === 1 ? undefined : keep(new ReplicaGroup(run, training, Number(replicas)));
  await group?.started();
  if (group) options.log?.(`${replicas} replicas train on each batch together`);
  const parts = {
    config,
    pipeline,
    validation,
    records,
    model,
    step: group ? group.step.bind(group) : trainingStep.bind(undefined, training),
    optimizer,
    schedule,
    metrics,
    callbacks,
  };
  return { parts, saved: checkpoint?.state };
}

// Epochs of another length would neither end where the schedule does nor give the same batches.
function checkLength({ totalSteps }: TrainingState, images: number, { trainer }: ResolvedRunConfig): void {
  const expected = trainer.epochs * Math.ceil(images / trainer.batchSize);
  if (totalSteps === expected) return;
  throw new AugmixError('RUN_MISMATCH', 'the data set has another size than when the run was started', {
    expected: `images for ${totalSteps} steps, not ${expected}`,
  });
}

// The network is built for what training sees.
function checkShapes(train: ViewShape, clean: ViewShape): void {
  const show = ({ width, height, channels }: ViewShape): string => `${width}×${height}×${channels}`;
  if (show(train) === show(clean)) return;
  throw new ConfigError(
    'CONFIG_CONFLICT',
    `transforms make images of ${show(train)}, and validation images are ${show(clean)}`,
    { expected: 'transforms that give the size of validation images' },
    ['transforms'],
  );
}

function checkViews(
  { minimumViews = 1, comparesViews = false }: Loss,
  { loss, views, batchAugmentation }: ResolvedRunConfig,
): void {
  if (comparesViews && batchAugmentation) {
    throw new ConfigError(
      'CONFIG_CONFLICT',
      `loss "${loss.type}" compares views of one image, and "${batchAugmentation.type}" mixes images and their labels`,
      { suggestion: 'set loss: cross-entropy' },
      ['loss'],
    );
  }
  if (views.length >= minimumViews) return;
  throw new ConfigError('CONFIG_CONFLICT', `loss "${loss.type}" needs at least ${minimumViews} views`, {}, [
    'views',
  ]);
}

/**
 * The normalisation of a run: the config's, else the data set's own, else 0 … 1.
 *
 * @example
 * ```ts
 * import { resolveLoaded } from '@augmix/core/node';
 * import { normalizationOf } from '@augmix/trainer';
 * import { createFirstPartyRegistry } from 'augmix';
 * const settings = { dataset: 'cifar10', normalization: { mean: [0.5], std: [0.25] } };
 * const { registry, config, folder } = await resolveLoaded(createFirstPartyRegistry(), settings, '.');
 * await normalizationOf(registry, config, folder); // => { mean: [0.5], std: [0.25] }
 * ```
 */
export async function normalizationOf(
  registry: Registry<AnyPlugin>,
  config: ResolvedRunConfig,
  folder: string,
): Promise<PipelineSpec['normalization']> {
  if (config.normalization) return config.normalization;
  const dataset = await registry.create('dataset', config.dataset, { folder });
  return dataset.normalization ?? { mean: [0], std: [1] };
}
