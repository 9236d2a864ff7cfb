// Runs in a worker thread: imports the plugin modules it is told, and fills batches in shared memory.
import { workerData } from 'node:worker_threads';
import { createRegistry, isAugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { importPluginSet } from '@augmix/core/node';
import { createBatchMaker, type BatchMaker } from './batch-maker.js';
import type { WorkerData, WorkerReply, WorkerTask } from './internal/worker-messages.js';

async function start({ modules, spec }: WorkerData): Promise<BatchMaker> {
  let registry = createRegistry() as unknown as Registry<AnyPlugin>;
  for (const module of modules) registry = registry.use(await importPluginSet(module));
  return createBatchMaker(registry, spec);
}

const maker = start(workerData as WorkerData);
// The first task reports a failed start; until then it must not end the thread.
maker.catch(() => {});

export default async function fill({
  request,
  images,
  labels,
  softLabels,
}: WorkerTask): Promise<WorkerReply> {
  try {
    const soft = softLabels && new Float32Array(softLabels);
    await (await maker).fill(request, new Float32Array(images), new Int32Array(labels), soft);
    return {};
  } catch (error) {
    // A thrown error would lose its code on the way to the other thread.
    if (isAugmixError(error))
      return { failure: { code: error.code, message: error.message, details: error.toJSON() } };
    throw error;
  }
}
