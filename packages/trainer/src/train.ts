import type { AnyPlugin, Metric, Registry, ResolvedRunConfig } from '@augmix/core';
import { AugmixError, ConfigError } from '@augmix/core';
import type { LoadedRun } from '@augmix/core/node';
import type { Callback, EpochReport, Loss, Optimizer, Schedule, StepReport } from '@augmix/core/tensor';
import { evaluate } from '@augmix/evaluation';
import { serializeModel, setWeightsFrom } from '@augmix/models';
import { createPipeline, type Pipeline, type PipelineSpec } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readCheckpoint, writeCheckpoint, type TrainingState } from './checkpoint.js';
import { buildModel, startBackend } from './open-run.js';
import { optimizerFiles, restoreOptimizer } from './optimizer-files.js';
import { prepareRunDirectory } from './run-directory.js';
import { RunLog } from './run-log.js';
import { shuffleRecords, splitRecords, type RecordSplit } from './split-records.js';
import { trainingStep } from './training-step.js';

export interface TrainOptions {
  /** The run directory; made when it is not there. */
  directory: string;
  /** Go on from the last checkpoint, if there is one. */
  resume?: boolean;
  /** Write a checkpoint and stop after this long. */
  maxMinutes?: number;
  /** Write a checkpoint and stop when aborted. */
  signal?: AbortSignal;
  /** In addition to those of the config. */
  callbacks?: readonly Callback[];
  log?: (line: string) => void;
}

export interface TrainResult {
  directory: string;
  /** False when time ran out or the run was aborted; a resume goes on. */
  isFinished: boolean;
  step: number;
  totalSteps: number;
  /** Seconds of training, over all sittings. */
  seconds: number;
}

/**
 * Trains a classifier as a run's config says and leaves a complete run directory.
 *
 * Killed at any moment and resumed, a run ends with the same weights as one that was never stopped, bit for bit on a
 * deterministic backend such as `wasm`.
 *
 * @throws AugmixError `RUN_EXISTS`, `RUN_MISMATCH`, `CHECKPOINT_WRITE`, `TRAINING_DIVERGED`, `WORKER_FAILED`, and what the
 * plugins throw.
 */
export async function train(run: LoadedRun, options: TrainOptions): Promise<TrainResult> {
  const { config, registry, folder } = run;
  const backend = await startBackend(registry, config);
  const { directory, resume = false } = options;
  await prepareRunDirectory(directory, config, { resume, configFolder: folder, backend });
  const opened: { close(): void | Promise<void> }[] = [];
  try {
    const session = await openSession(run, options, opened);
    return await session.run();
  } finally {
    for (const part of opened.reverse()) await part.close();
  }
}

async function openSession(
  { config, registry, folder }: LoadedRun,
  options: TrainOptions,
  opened: { close(): void | Promise<void> }[],
): Promise<Session> {
  const keep = <Part extends { close(): void | Promise<void> }>(part: Part): Part => {
    opened.push(part);
    return part;
  };
  const base = { seed: config.seed, dataset: config.dataset, split: 'train', folder } as const;
  const spec = {
    ...base,
    ...trainingViews(config),
    normalization: await normalizationOf(registry, config, folder),
  };
  const pipeline = keep(
    await createPipeline(registry, spec as PipelineSpec, { ...config.pipeline, log: options.log }),
  );
  const records = splitRecords(pipeline.length, config);
  const cleanSpec: PipelineSpec = {
    ...(spec as PipelineSpec),
    transforms: [],
    augmentation: { type: 'none' },
    views: ['clean'],
  };
  const validation =
    records.validation.length > 0
      ? keep(await createPipeline(registry, cleanSpec, { workers: 0 }))
      : undefined;

  const settings = { folder, log: options.log };
  const loss = (await registry.create('loss', config.loss, settings)) as Loss;
  if (config.views.length < (loss.minimumViews ?? 1)) {
    const type = (config.loss as { type: string }).type;
    throw new ConfigError('CONFIG_CONFLICT', `loss "${type}" needs at least ${loss.minimumViews} views`, {}, [
      'views',
    ]);
  }
  const optimizer = (await registry.create('optimizer', config.optimizer, settings)) as Optimizer;
  const schedule = (await registry.create('schedule', config.schedule, settings)) as Schedule;
  const metrics: Record<string, Metric> = {};
  for (const ref of config.metrics)
    metrics[(ref as { type: string }).type] = await registry.create('metric', ref, settings);
  const callbacks = [...(options.callbacks ?? [])];
  for (const ref of config.callbacks)
    callbacks.push((await registry.create('callback', ref, settings)) as Callback);
  callbacks.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const model = await buildModel(registry, config, folder, pipeline.shape, pipeline.classes.length);
  opened.push({
    close: () => {
      optimizer.dispose();
      model.dispose();
    },
  });

  const checkpoint = options.resume ? await readCheckpoint(options.directory, 'latest') : undefined;
  if (checkpoint) {
    setWeightsFrom(model, checkpoint.model['model.json'], checkpoint.model['weights.bin']);
    restoreOptimizer(optimizer, checkpoint.optimizer);
    callbacks.forEach((callback, index) => callback.restore?.(checkpoint.state.callbacks[index]));
  }
  const log = keep(new RunLog(options.directory, checkpoint?.state.logs));
  const parts = {
    config,
    pipeline,
    validation,
    records,
    model,
    loss,
    optimizer,
    schedule,
    metrics,
    callbacks,
    log,
  };
  return new Session(parts, options, checkpoint?.state);
}

function trainingViews(
  config: ResolvedRunConfig,
): Pick<PipelineSpec, 'transforms' | 'augmentation' | 'views'> {
  return {
    transforms: config.transforms as PipelineSpec['transforms'],
    augmentation: config.augmentation as PipelineSpec['augmentation'],
    views: config.views,
  };
}

/** The normalisation of a run: the config's, else the data set's own, else 0 … 1. */
export async function normalizationOf(
  registry: Registry<AnyPlugin>,
  config: ResolvedRunConfig,
  folder: string,
): Promise<PipelineSpec['normalization']> {
  if (config.normalization) return config.normalization;
  const dataset = await registry.create('dataset', config.dataset, { folder });
  return dataset.normalization ?? { mean: [0], std: [1] };
}

interface SessionParts {
  config: ResolvedRunConfig;
  pipeline: Pipeline;
  validation?: Pipeline;
  records: RecordSplit;
  model: LayersModel;
  loss: Loss;
  optimizer: Optimizer;
  schedule: Schedule;
  metrics: Record<string, Metric>;
  callbacks: readonly Callback[];
  log: RunLog;
}

/** One sitting of a training run, from its start or its last checkpoint to its end or a stop. */
class Session {
  readonly #parts: SessionParts;
  readonly #options: TrainOptions;
  readonly #state: TrainingState;
  readonly #stepsPerEpoch: number;
  readonly #startedAt = performance.now();
  readonly #secondsBefore: number;
  #speed = 0;

  constructor(parts: SessionParts, options: TrainOptions, saved?: TrainingState) {
    this.#parts = parts;
    this.#options = options;
    const { epochs, batchSize } = parts.config.trainer;
    this.#stepsPerEpoch = Math.ceil(parts.records.train.length / batchSize);
    this.#state = saved ?? {
      schemaVersion: 1,
      step: 0,
      totalSteps: epochs * this.#stepsPerEpoch,
      epoch: 0,
      stepInEpoch: 0,
      lossSum: 0,
      seconds: 0,
      logs: {},
      callbacks: [],
    };
    this.#secondsBefore = this.#state.seconds;
  }

  get #seconds(): number {
    return this.#secondsBefore + (performance.now() - this.#startedAt) / 1000;
  }

  get #mustStop(): boolean {
    const { signal, maxMinutes = Infinity } = this.#options;
    return signal?.aborted === true || performance.now() - this.#startedAt > maxMinutes * 60_000;
  }

  async run(): Promise<TrainResult> {
    const { config, model, callbacks } = this.#parts;
    const state = this.#state;
    const info = {
      directory: this.#options.directory,
      config,
      model,
      startStep: state.step,
      totalSteps: state.totalSteps,
    };
    for (const callback of callbacks) await callback.onRunStart?.(info);
    let isStopped = false;
    while (state.epoch < config.trainer.epochs && !isStopped) isStopped = !(await this.#runEpoch());
    if (!isStopped) for (const callback of callbacks) await callback.onRunEnd?.(info);
    return {
      directory: this.#options.directory,
      isFinished: !isStopped,
      step: state.step,
      totalSteps: state.totalSteps,
      seconds: this.#seconds,
    };
  }

  /** @returns false when it had to stop before the end of the epoch. */
  async #runEpoch(): Promise<boolean> {
    const { config, pipeline, records, callbacks } = this.#parts;
    const state = this.#state;
    const { batchSize, checkpointEverySteps } = config.trainer;
    const order = shuffleRecords(records.train, config.seed, state.epoch);
    if (state.stepInEpoch === 0)
      for (const callback of callbacks) await callback.onEpochStart?.(state.epoch + 1);
    const startedAt = performance.now();
    for await (const batch of pipeline.batches({
      epoch: state.epoch,
      order,
      batchSize,
      skip: state.stepInEpoch,
    })) {
      await this.#runStep(batch);
      if (state.stepInEpoch === this.#stepsPerEpoch) break;
      const isStopping = this.#mustStop;
      if (isStopping || state.step % checkpointEverySteps === 0) await this.#save(false);
      if (isStopping) return false;
    }
    const isBest = await this.#endEpoch((performance.now() - startedAt) / 1000);
    await this.#save(isBest);
    return !(this.#mustStop && state.epoch < config.trainer.epochs);
  }

  async #runStep(batch: Parameters<typeof trainingStep>[1]): Promise<void> {
    const { config, pipeline, schedule, optimizer, callbacks, log } = this.#parts;
    const state = this.#state;
    const startedAt = performance.now();
    const learningRate = schedule.rate(state.step, state.totalSteps, optimizer.learningRate);
    const parts = {
      ...this.#parts,
      views: config.views.length,
      classes: pipeline.classes.length,
      shape: pipeline.shape,
    };
    const loss = await trainingStep(parts, batch, state.step, learningRate);
    if (!Number.isFinite(loss)) {
      throw new AugmixError('TRAINING_DIVERGED', `the loss is ${loss} at step ${state.step + 1}`, {
        suggestion: 'lower optimizer.learningRate; the last checkpoint is intact',
      });
    }
    state.step++;
    state.stepInEpoch++;
    state.lossSum += loss;
    const speed = (batch.count * 1000) / (performance.now() - startedAt);
    this.#speed = this.#speed === 0 ? speed : 0.9 * this.#speed + 0.1 * speed;
    const imagesLeft = (state.totalSteps - state.step) * config.trainer.batchSize;
    const report: StepReport = {
      step: state.step,
      totalSteps: state.totalSteps,
      epoch: state.epoch + 1,
      epochs: config.trainer.epochs,
      loss,
      learningRate,
      imagesPerSecond: this.#speed,
      secondsLeft: imagesLeft / this.#speed,
    };
    if (state.step % config.trainer.logEverySteps === 0) {
      const { step, epoch } = report;
      const imagesPerSecond = Math.round(this.#speed * 10) / 10;
      log.line({
        kind: 'step',
        step,
        epoch,
        loss,
        learningRate,
        imagesPerSecond,
        seconds: round(this.#seconds),
      });
    }
    for (const callback of callbacks) await callback.onStepEnd?.(report);
  }

  /** @returns whether this epoch's validation is the best so far. */
  async #endEpoch(seconds: number): Promise<boolean> {
    const { config, callbacks, log, schedule, optimizer } = this.#parts;
    const state = this.#state;
    const loss = state.lossSum / this.#stepsPerEpoch;
    const learningRate = schedule.rate(state.step - 1, state.totalSteps, optimizer.learningRate);
    const epoch = state.epoch + 1;
    const validation = await this.#validate(epoch);
    const isBest = this.#isBest(validation);
    Object.assign(state, { epoch, stepInEpoch: 0, lossSum: 0 });
    const report: EpochReport = {
      epoch,
      epochs: config.trainer.epochs,
      step: state.step,
      loss,
      learningRate,
      seconds,
      validation,
      isBest,
    };
    log.line({
      kind: 'epoch',
      epoch,
      step: state.step,
      loss,
      learningRate,
      validation,
      isBest,
      seconds: round(this.#seconds),
    });
    const columns = this.#parts.validation ? config.metrics.map((ref) => (ref as { type: string }).type) : [];
    log.row({
      epoch,
      step: state.step,
      train_loss: loss,
      learning_rate: learningRate,
      ...Object.fromEntries(
        columns.map((name) => [`validation_${name.replaceAll('-', '_')}`, validation[name] ?? NaN]),
      ),
      seconds: round(this.#seconds),
    });
    for (const callback of callbacks) await callback.onEpochEnd?.(report);
    return isBest;
  }

  async #validate(epoch: number): Promise<Record<string, number>> {
    const { config, validation, model, metrics, records } = this.#parts;
    const { evalBatchSize, validateEveryEpochs, epochs } = config.trainer;
    if (!validation || (epoch % validateEveryEpochs !== 0 && epoch !== epochs)) return {};
    return evaluate(model, validation, metrics, { indices: records.validation, batchSize: evalBatchSize });
  }

  #isBest(validation: Record<string, number>): boolean {
    const first = Object.entries(this.#parts.metrics)[0];
    if (!first) return false;
    const [metric, { better }] = first;
    const value = validation[metric];
    if (value === undefined || Number.isNaN(value)) return false;
    const { best } = this.#state;
    const isBetter = !best || (better === 'lower' ? value < best.value : value > best.value);
    if (isBetter) this.#state.best = { metric, value, step: this.#state.step };
    return isBetter;
  }

  async #save(isBest: boolean): Promise<void> {
    const { model, optimizer, callbacks, log } = this.#parts;
    const state: TrainingState = {
      ...this.#state,
      seconds: this.#seconds,
      logs: log.lengths,
      callbacks: callbacks.map((callback) => callback.state?.() ?? null),
    };
    const checkpoint = {
      state,
      model: await serializeModel(model),
      optimizer: await optimizerFiles(optimizer),
    };
    await writeCheckpoint(this.#options.directory, checkpoint, isBest);
  }
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
