// Runs in a worker thread: imports the plugin modules it is told, and corrupts chunks of a data set.
import { workerData } from 'node:worker_threads';
import {
  createRegistry,
  isAugmixError,
  type AnyPlugin,
  type ErrorCode,
  type ErrorDetails,
  type Registry,
} from '@augmix/core';
import { importPluginSet } from '@augmix/core/node';
import { ChunkMaker, type ChunkRequest, type ChunkSpec } from './chunk-maker.js';

export interface WorkerData {
  modules: readonly string[];
  spec: ChunkSpec;
}

export interface WorkerReply {
  chunk?: Uint8Array;
  failure?: { code: ErrorCode; message: string; details: ErrorDetails };
}

async function start({ modules, spec }: WorkerData): Promise<ChunkMaker> {
  let registry = createRegistry() as unknown as Registry<AnyPlugin>;
  for (const module of modules) registry = registry.use(await importPluginSet(module));
  return ChunkMaker.create(registry, spec);
}

const maker = start(workerData as WorkerData);
// The first task reports a failed start; until then it must not end the thread.
maker.catch(() => {});

export async function makeChunk(request: ChunkRequest): Promise<WorkerReply> {
  try {
    return { chunk: await (await maker).make(request) };
  } catch (error) {
    // A thrown error would lose its code on the way to the other thread.
    if (isAugmixError(error))
      return { failure: { code: error.code, message: error.message, details: error.toJSON() } };
    throw error;
  }
}
