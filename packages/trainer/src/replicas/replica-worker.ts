// Runs in a worker thread: trains on its share of each batch with a backend and a model of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { AugmixError, createRegistry, isAugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { importPluginSet } from '@augmix/core/node';
import type { Loss } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';
import { allVariables } from '../internal/model-variables.js';
import { buildModel, startBackend } from '../open-run.js';
import { tensorsFromFlat, totalSize } from './flat-tensors.js';
import type { ReplicaData, ReplicaReply, ReplicaTask } from './replica-messages.js';
import { shardGradients } from './shard-gradients.js';
import { shardIn } from './shards.js';

type Answer = (task: ReplicaTask) => Promise<number>;

async function start(data: ReplicaData): Promise<Answer> {
  const { replica, modules, config, folder, shape, classes, memory } = data;
  let registry = createRegistry() as unknown as Registry<AnyPlugin>;
  for (const module of modules) registry = registry.use(await importPluginSet(module));
  await startBackend(registry, config);
  const model = await buildModel(registry, config, folder, shape, classes);
  const loss = (await registry.create('loss', config.loss, { folder })) as Loss;
  const weights = new Float32Array(memory.weights);
  const gradients = new Float32Array(memory.gradients);
  const variables = allVariables(model);
  if (totalSize(variables) !== weights.length) {
    throw new AugmixError(
      'INVALID_ARGUMENT',
      `model "${config.model.type}" has another size in another thread`,
      {
        expected: 'layers that depend on the config alone',
      },
    );
  }
  const views = config.views.length;
  const rows = { views, classes, image: shape.height * shape.width * shape.channels };
  return async ({ step, count, isSoft }) => {
    tf.tidy(() => {
      tensorsFromFlat(weights, variables).forEach((value, place) => void variables[place].assign(value));
    });
    const shard = shardIn(memory.shard, count, isSoft, rows);
    return shardGradients({ model, loss, views, classes, shape }, shard, { step, replica }, gradients);
  };
}

/** Sends what `work` gives; a thrown error would lose its code on the way to the other thread. */
async function reply(work: () => Promise<ReplicaReply>): Promise<void> {
  let answer: ReplicaReply;
  try {
    answer = await work();
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    answer = { failure: { code: error.code, message: error.message, details: error.toJSON() } };
  }
  parentPort!.postMessage(answer);
}

const started = start(workerData as ReplicaData);
void reply(async () => {
  await started;
  return {};
});
parentPort!.on('message', (task: ReplicaTask) => {
  void reply(async () => ({ loss: await (await started)(task) }));
});
