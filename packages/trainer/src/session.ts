import { AugmixError, type Metric, type ResolvedRunConfig } from '@augmix/core';
import type { Callback, EpochReport, Optimizer, Schedule, StepReport } from '@augmix/core/tensor';
import { evaluate } from '@augmix/evaluation';
import { serializeModel } from '@augmix/models';
import type { Batch, Pipeline } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { writeCheckpoint, type TrainingState } from './checkpoint.js';
import { optimizerFiles } from './optimizer-files.js';
import type { RunLog } from './run-log.js';
import { shuffleRecords, type RecordSplit } from './split-records.js';
import type { TrainOptions, TrainResult } from './train.js';

/** What a sitting works with; made by `openSession`. */
export interface SessionParts {
  config: ResolvedRunConfig;
  pipeline: Pipeline;
  /** Clean images, when some are kept out of training. */
  validation?: Pipeline;
  records: RecordSplit;
  model: LayersModel;
  /** Trains on a batch, alone or with replicas, and gives the loss before the update. */
  step(batch: Batch, step: number, learningRate: number): Promise<number>;
  optimizer: Optimizer;
  schedule: Schedule;
  metrics: Record<string, Metric>;
  /** The config's callbacks, whose state is part of a checkpoint. */
  callbacks: readonly Callback[];
  log: RunLog;
}

/** One sitting of a training run, from its start or its last checkpoint to its end or a stop. */
export class Session {
  readonly #parts: SessionParts;
  readonly #options: TrainOptions;
  readonly #listeners: readonly Callback[];
  readonly #state: TrainingState;
  readonly #stepsPerEpoch: number;
  readonly #startedAt = performance.now();
  readonly #secondsBefore: number;
  #lastStepAt = performance.now();
  /** Training images per second, smoothed. */
  #speed = 0;

  constructor(parts: SessionParts, options: TrainOptions, saved?: TrainingState) {
    this.#parts = parts;
    this.#options = options;
    const all = [...parts.callbacks, ...(options.callbacks ?? [])];
    this.#listeners = all.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
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

  async run(): Promise<TrainResult> {
    const { config, model } = this.#parts;
    const { directory } = this.#options;
    const { step: startStep, totalSteps } = this.#state;
    const info = { directory, config, model, startStep, totalSteps };
    for (const listener of this.#listeners) await listener.onRunStart?.(info);
    let isFinished = true;
    while (isFinished && this.#state.epoch < config.trainer.epochs) isFinished = await this.#runEpoch();
    if (isFinished) for (const listener of this.#listeners) await listener.onRunEnd?.(info);
    return { directory, isFinished, step: this.#state.step, totalSteps, seconds: this.#seconds };
  }

  get #seconds(): number {
    return this.#secondsBefore + (performance.now() - this.#startedAt) / 1000;
  }

  get #mustStop(): boolean {
    const { signal, maxMinutes = Infinity } = this.#options;
    return signal?.aborted === true || performance.now() - this.#startedAt > maxMinutes * 60_000;
  }

  /** @returns false when the run has to stop before its end. */
  async #runEpoch(): Promise<boolean> {
    const { config, pipeline, records } = this.#parts;
    const state = this.#state;
    const { batchSize, checkpointEverySteps, epochs } = config.trainer;
    const order = shuffleRecords(records.train, config.seed, state.epoch);
    if (state.stepInEpoch === 0) {
      for (const listener of this.#listeners) await listener.onEpochStart?.(state.epoch + 1);
    }
    const startedAt = performance.now();
    const plan = { epoch: state.epoch, order, batchSize, skip: state.stepInEpoch };
    for await (const batch of pipeline.batches(plan)) {
      await this.#runStep(batch);
      // The epoch's last step is saved after validation.
      if (state.stepInEpoch === this.#stepsPerEpoch) break;
      const isStopping = this.#mustStop;
      if (isStopping || state.step % checkpointEverySteps === 0) await this.#save(false);
      if (isStopping) return false;
    }
    const isBest = await this.#endEpoch((performance.now() - startedAt) / 1000);
    await this.#save(isBest);
    return !this.#mustStop || state.epoch === epochs;
  }

  async #runStep(batch: Batch): Promise<void> {
    const { config, schedule, optimizer, log } = this.#parts;
    const state = this.#state;
    const learningRate = schedule.rate(state.step, state.totalSteps, optimizer.learningRate);
    const loss = await this.#parts.step(batch, state.step, learningRate);
    if (!Number.isFinite(loss)) {
      throw new AugmixError('TRAINING_DIVERGED', `the loss is ${loss} at step ${state.step + 1}`, {
        suggestion: 'lower optimizer.learningRate; the last checkpoint is intact',
      });
    }
    state.step++;
    state.stepInEpoch++;
    state.lossSum += loss;
    this.#measureSpeed(batch.count);
    const report: StepReport = {
      step: state.step,
      totalSteps: state.totalSteps,
      epoch: state.epoch + 1,
      epochs: config.trainer.epochs,
      loss,
      learningRate,
      imagesPerSecond: this.#speed,
      secondsLeft: ((state.totalSteps - state.step) * config.trainer.batchSize) / this.#speed,
    };
    if (state.step % config.trainer.logEverySteps === 0) log.step(report, this.#seconds);
    for (const listener of this.#listeners) await listener.onStepEnd?.(report);
  }

  // From the end of one step to the end of the next, so that waiting for batches counts.
  #measureSpeed(images: number): void {
    const now = performance.now();
    const speed = (images * 1000) / (now - this.#lastStepAt);
    this.#lastStepAt = now;
    this.#speed = this.#speed === 0 ? speed : 0.9 * this.#speed + 0.1 * speed;
  }

  /** @returns whether this epoch's validation is the best so far. */
  async #endEpoch(seconds: number): Promise<boolean> {
    const { config, log, schedule, optimizer } = this.#parts;
    const state = this.#state;
    const validation = await this.#validate(state.epoch + 1);
    const isBest = this.#isBest(validation);
    const report: EpochReport = {
      epoch: state.epoch + 1,
      epochs: config.trainer.epochs,
      step: state.step,
      loss: state.lossSum / this.#stepsPerEpoch,
      learningRate: schedule.rate(state.step - 1, state.totalSteps, optimizer.learningRate),
      seconds,
      validation,
      isBest,
    };
    Object.assign(state, { epoch: report.epoch, stepInEpoch: 0, lossSum: 0 });
    log.epoch(report, this.#parts.validation ? config.metrics.map(({ type }) => type) : [], this.#seconds);
    for (const listener of this.#listeners) await listener.onEpochEnd?.(report);
    // Validation and checkpoints are not part of a step's time.
    this.#lastStepAt = performance.now();
    return isBest;
  }

  async #validate(epoch: number): Promise<Record<string, number>> {
    const { config, validation, model, metrics, records } = this.#parts;
    const { evalBatchSize, validateEveryEpochs, epochs } = config.trainer;
    if (!validation || (epoch % validateEveryEpochs !== 0 && epoch !== epochs)) return {};
    return evaluate(model, validation, metrics, { indices: records.validation, batchSize: evalBatchSize });
  }

  // The first metric decides.
  #isBest(validation: Record<string, number>): boolean {
    const [metric, value] = Object.entries(validation)[0] ?? [];
    if (metric === undefined || !Number.isFinite(value)) return false;
    const { best, step } = this.#state;
    const isLower = this.#parts.metrics[metric].better === 'lower';
    const isBetter = !best || (isLower ? value < best.value : value > best.value);
    if (isBetter) this.#state.best = { metric, value, step };
    return isBetter;
  }

  async #save(isBest: boolean): Promise<void> {
    const { model, optimizer, callbacks, log } = this.#parts;
    const state: TrainingState = {
      ...this.#state,
      seconds: this.#seconds,
      logs: log.syncedLengths(),
      callbacks: callbacks.map((callback) => callback.state?.() ?? null),
    };
    const checkpoint = {
      state,
      model: await serializeModel(model),
      optimizer: await optimizerFiles(optimizer, model),
    };
    await writeCheckpoint(this.#options.directory, checkpoint, isBest);
  }
}
