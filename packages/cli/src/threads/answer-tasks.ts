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

/** What a worker thread is started with: modules and JSON, never functions. */
export interface WorkerData<Spec> {
  modules: readonly string[];
  spec: Spec;
}

/** A thrown error would lose its code on the way to the other thread. */
export interface TaskReply<Result> {
  result?: Result;
  failure?: { code: ErrorCode; message: string; details: ErrorDetails };
}

/**
 * The tasks of a worker thread: imports the plugin modules it is told, starts, and then answers one task after the other.
 * A failed start is what the first task is answered with.
 */
export function answerTasks<Spec, Task, Result>(
  start: (registry: Registry<AnyPlugin>, spec: Spec) => Promise<(task: Task) => Promise<Result>>,
): (task: Task) => Promise<TaskReply<Result>> {
  const { modules, spec } = workerData as WorkerData<Spec>;
  const started = usePluginSets(modules).then((registry) => start(registry, spec));
  // Until the first task reports it, a failed start must not end the thread.
  started.catch(() => {});
  return async (task) => {
    try {
      const answer = await started;
      return { result: await answer(task) };
    } catch (error) {
      if (!isAugmixError(error)) throw error;
      return { failure: { code: error.code, message: error.message, details: error.toJSON() } };
    }
  };
}

async function usePluginSets(modules: readonly string[]): Promise<Registry<AnyPlugin>> {
  let registry = createRegistry() as unknown as Registry<AnyPlugin>;
  for (const module of modules) registry = registry.use(await importPluginSet(module));
  return registry;
}
