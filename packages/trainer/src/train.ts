import type { LoadedRun } from '@augmix/core/node';
import type { Callback } from '@augmix/core/tensor';
import { withChosenBackend } from './auto-backend.js';
import { startBackend } from './open-run.js';
import { openSession, type Closable } from './open-session.js';
import { withReplicaCount } from './replicas/replica-count.js';
import { checkRunDirectory, readRunConfig, writeRunDirectory } from './run-directory.js';
import { RunLog } from './run-log.js';
import { Session } from './session.js';

/** How and where to train. */
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

/** How a sitting ended. */
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
 * deterministic backend such as `wasm`, for a given number of replicas.
 *
 * @throws AugmixError `RUN_EXISTS`, `RUN_MISMATCH`, `CHECKPOINT_WRITE`, `TRAINING_DIVERGED`, `WORKER_FAILED`, and what the
 * plugins throw.
 * @example
 * ```ts no-run
 * import { loadRun } from '@augmix/core/node';
 * import { train } from '@augmix/trainer';
 * import { createFirstPartyRegistry } from 'augmix';
 * const run = await loadRun(createFirstPartyRegistry(), 'run.yaml', ['trainer.epochs=1']);
 * const { isFinished, step } = await train(run, { directory: 'runs/augmix', resume: true, maxMinutes: 30 });
 * console.log(isFinished, step);
 * ```
 */
export async function train(run: LoadedRun, options: TrainOptions): Promise<TrainResult> {
  const { directory, resume = false } = options;
  const begun = resume ? await readRunConfig(directory) : undefined;
  const resolved = await withReplicaCount(await withChosenBackend(run, begun), begun);
  const { config, registry, folder } = resolved;
  await checkRunDirectory(directory, config, resume);
  const backend = await startBackend(registry, config);
  const opened: Closable[] = [];
  try {
    // Nothing is written before everything could be opened: what failed to start can be started again.
    const { parts, saved } = await openSession(resolved, options, opened);
    await writeRunDirectory(directory, config, { configFolder: folder, backend });
    const log = new RunLog(directory, saved?.logs);
    opened.push(log);
    return await new Session({ ...parts, log }, options, saved).run();
  } finally {
    for (const part of opened.reverse()) await part.close();
  }
}
