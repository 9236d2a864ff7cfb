import type { LoadedRun } from '@augmix/core/node';
import type { NamedTensors } from '@augmix/core/tensor';
import type { Batch } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import { allVariables, trainableVariables } from '../internal/model-variables.js';
import type { TrainingParts } from '../training-step.js';
import { copyToFlat, tensorsFromFlat, totalSize } from './flat-tensors.js';
import { ReplicaThread } from './replica-thread.js';
import { shardGradients } from './shard-gradients.js';
import { copyShard, shardIn, shardMemory, shardsOf, type RowLengths, type ShardMemory } from './shards.js';

/**
 * Replicas that train on one batch together. The training thread is replica 0: it holds the weights and the optimizer, and
 * the others start each step from a copy of its weights. `train` makes one where `trainer.replicas` is above 1.
 *
 * @example
 * ```ts no-run
 * import type { LoadedRun } from '@augmix/core/node';
 * import type { Batch } from '@augmix/pipeline';
 * import { ReplicaGroup, type TrainingParts } from '@augmix/trainer';
 * declare const run: LoadedRun;
 * declare const parts: TrainingParts; // as the run's config says
 * declare const batch: Batch;
 * const group = new ReplicaGroup(run, parts, 2);
 * await group.started();
 * console.log(await group.step(batch, 0, 0.1));
 * await group.close();
 * ```
 */
export class ReplicaGroup {
  readonly #parts: TrainingParts;
  readonly #rows: RowLengths;
  readonly #threads: readonly ReplicaThread[];
  /** Of each replica. */
  readonly #shards: readonly ShardMemory[];
  readonly #gradients: readonly Float32Array[];
  readonly #weights: Float32Array;
  readonly #sum: Float32Array;

  /** @param replicas their number, with replica 0. */
  constructor({ config, registry, folder }: LoadedRun, parts: TrainingParts, replicas: number) {
    const { model, views, classes, shape } = parts;
    this.#parts = parts;
    this.#rows = { views, classes, image: shape.height * shape.width * shape.channels };
    const largest = Math.ceil(config.trainer.batchSize / replicas);
    const weights = new SharedArrayBuffer(4 * totalSize(allVariables(model)));
    const gradients = Array.from(
      { length: replicas },
      () => new SharedArrayBuffer(4 * totalSize(Object.values(trainableVariables(model)))),
    );
    this.#shards = gradients.map(() => shardMemory(largest, this.#rows));
    this.#weights = new Float32Array(weights);
    this.#gradients = gradients.map((memory) => new Float32Array(memory));
    this.#sum = new Float32Array(this.#gradients[0].length);
    const modules = registry.modules();
    this.#threads = gradients.slice(1).map((gradients, place) => {
      const memory = { shard: this.#shards[place + 1], weights, gradients };
      return new ReplicaThread({ replica: place + 1, modules, config, folder, shape, classes, memory });
    });
  }

  /** Waits until all replicas can work. @throws AugmixError what kept one from starting. */
  async started(): Promise<void> {
    for (const thread of this.#threads) await thread.started;
  }

  /**
   * One step of training, as `trainingStep` does it alone: its loss is the mean over all images of the batch.
   *
   * @throws AugmixError `WORKER_FAILED` when a replica's thread is gone; what a plugin throws in any of them.
   */
  async step(batch: Batch, step: number, learningRate: number): Promise<number> {
    const shards = shardsOf(batch.count, this.#gradients.length);
    await copyToFlat(allVariables(this.#parts.model), this.#weights);
    const others = this.#threads.map((thread, place) => {
      const { count } = shards[place + 1];
      if (count === 0) return Promise.resolve(0);
      this.#copy(batch, shards[place + 1].start, place + 1, count);
      return thread.run({ step, count, isSoft: batch.softLabels !== undefined });
    });
    const own = this.#copy(batch, 0, 0, shards[0].count);
    const first = await shardGradients(this.#parts, own, { step, replica: 0 }, this.#gradients[0]);
    const losses = [first, ...(await Promise.all(others))];
    // Losses are means over images, so a share counts by its size.
    const parts = shards.map(({ count }) => count / batch.count);
    this.#update(parts, learningRate);
    return losses.reduce((sum, loss, replica) => sum + parts[replica] * loss, 0);
  }

  #copy(batch: Batch, start: number, replica: number, count: number): Batch {
    const shard = shardIn(this.#shards[replica], count, batch.softLabels !== undefined, this.#rows);
    copyShard(batch, start, shard, this.#rows);
    return shard;
  }

  #update(parts: readonly number[], learningRate: number): void {
    const { model, optimizer } = this.#parts;
    const variables = trainableVariables(model);
    addScaled(this.#gradients, parts, this.#sum);
    tf.tidy(() => {
      const sums = tensorsFromFlat(this.#sum, Object.values(variables));
      const gradients: NamedTensors = {};
      Object.keys(variables).forEach((name, place) => (gradients[name] = sums[place]));
      optimizer.step(variables, gradients, learningRate);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

// In the order of the replicas, one pass each: a loop over both would be several times slower.
function addScaled(all: readonly Float32Array[], parts: readonly number[], sum: Float32Array): void {
  sum.fill(0);
  for (const [replica, part] of parts.entries()) {
    // A replica without images left its last gradients behind.
    if (part > 0) addOneScaled(all[replica], part, sum);
  }
}

function addOneScaled(values: Float32Array, part: number, sum: Float32Array): void {
  for (let place = 0; place < sum.length; place++) sum[place] += part * values[place];
}
