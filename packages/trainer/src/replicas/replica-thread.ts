import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AugmixError } from '@augmix/core';
import type { ReplicaData, ReplicaReply, ReplicaTask } from './replica-messages.js';

/** A replica in a thread of its own, as the training thread sees it. */
export class ReplicaThread {
  readonly #worker: Worker;
  readonly #name: string;
  #failure: AugmixError | undefined;
  #waiting: { resolve(loss: number): void; reject(error: AugmixError): void } | undefined;
  /** Resolves when the replica can be given tasks. */
  readonly started: Promise<unknown>;

  constructor(data: ReplicaData) {
    this.#name = `replica ${data.replica}`;
    this.#worker = new Worker(fileURLToPath(new URL('./replica-worker.js', import.meta.url)), {
      workerData: data,
      // Loader flags of a test runner do not concern worker threads.
      execArgv: [],
    });
    this.#worker.on('message', (reply: ReplicaReply) => this.#take(reply));
    this.#worker.on('error', (cause) => this.#fail(`failed: ${cause.message}`, cause));
    this.#worker.on('messageerror', (cause) => this.#fail('sent what cannot be read', cause));
    // After an error this says nothing new.
    this.#worker.on('exit', (code) => this.#fail(`ended unexpectedly, with exit code ${code}`));
    this.started = this.#answer();
  }

  /**
   * @returns the loss of its share.
   * @throws AugmixError what a plugin threw there; `WORKER_FAILED` when the thread is gone.
   */
  run(task: ReplicaTask): Promise<number> {
    const answer = this.#answer();
    this.#worker.postMessage(task);
    return answer;
  }

  #answer(): Promise<number> {
    const answer = new Promise<number>((resolve, reject) => {
      if (this.#failure) reject(this.#failure);
      else this.#waiting = { resolve, reject };
    });
    // Awaited in its turn; until then a rejection must not count as unhandled.
    answer.catch(() => {});
    return answer;
  }

  #take({ loss = 0, failure }: ReplicaReply): void {
    if (failure) this.#waiting?.reject(new AugmixError(failure.code, failure.message, failure.details));
    else this.#waiting?.resolve(loss);
  }

  #fail(what: string, cause?: unknown): void {
    this.#failure ??= new AugmixError('WORKER_FAILED', `${this.#name} ${what}`, {
      suggestion: 'go on from the last checkpoint, which is intact, with --resume',
      cause,
    });
    this.#waiting?.reject(this.#failure);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
