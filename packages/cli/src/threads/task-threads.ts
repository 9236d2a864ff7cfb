import { fileURLToPath } from 'node:url';
import { AugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { Piscina } from 'piscina';
import type { TaskReply } from './answer-tasks.js';

/** Does tasks somewhere: in worker threads, or in the calling thread. */
export interface TaskRunner<Task, Result> {
  run(task: Task): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Starts worker threads, each with the registry's plugins.
 *
 * @param worker name of the built module whose `run` comes from `answerTasks`
 * @throws AugmixError from `run`: `WORKER_FAILED` when a thread ends unexpectedly, and what the task throws
 */
export function openTaskThreads<Task, Result>(
  worker: string,
  { registry, spec, workers }: { registry: Registry<AnyPlugin>; spec: unknown; workers: number },
): TaskRunner<Task, Result> {
  const pool = new Piscina<Task, TaskReply<Result>>({
    filename: fileURLToPath(new URL(`./${worker}.js`, import.meta.url)),
    name: 'run',
    workerData: { modules: registry.modules(), spec },
    minThreads: workers,
    maxThreads: workers,
    // Loader flags of a test runner do not concern worker threads.
    execArgv: [],
  });
  // A worker that dies rejects its task; without a listener the event itself would end the process.
  pool.on('error', () => {});
  return {
    async run(task) {
      const { result, failure } = await pool.run(task).catch((cause: Error) => {
        throw new AugmixError('WORKER_FAILED', `a worker thread failed: ${cause.message}`, { cause });
      });
      if (failure) throw new AugmixError(failure.code, failure.message, failure.details);
      return result!;
    },
    close: () => pool.destroy(),
  };
}
