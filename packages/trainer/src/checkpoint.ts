import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { writeError, writeFileAtomic } from '@augmix/core/node';

/** Everything besides tensors that a resume needs. */
export interface TrainingState {
  schemaVersion: 1;
  /** Steps done. */
  step: number;
  totalSteps: number;
  /** Epochs done, and steps done in the current one: with the seed, the keys of every random stream. */
  epoch: number;
  stepInEpoch: number;
  /** Sum of the losses of the current epoch so far. */
  lossSum: number;
  /** Seconds of training so far. */
  seconds: number;
  best?: { metric: string; value: number; step: number };
  /** Lengths of the log files, to which a resume cuts them back. */
  logs: Record<string, number>;
  /** State of the callbacks, in order. */
  callbacks: unknown[];
}

/** A checkpoint's files. */
export interface Checkpoint {
  state: TrainingState;
  /** The model in the standard TensorFlow.js format. */
  model: { 'model.json': string; 'weights.bin': Uint8Array };
  optimizer: { 'optimizer.json': string; 'optimizer.bin': Uint8Array };
}

/** Names of the checkpoint folders in use. */
interface CheckpointIndex {
  latest: string;
  best?: string;
}

const indexFile = (directory: string): string => join(directory, 'checkpoints', 'index.json');

async function readIndex(directory: string): Promise<CheckpointIndex | undefined> {
  let text: string;
  try {
    text = await readFile(indexFile(directory), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as CheckpointIndex;
  } catch (cause) {
    throw new AugmixError('CHECKPOINT_INVALID', 'the checkpoint index is damaged', {
      file: indexFile(directory),
      cause,
    });
  }
}

async function writeSynced(file: string, data: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a checkpoint as a folder of its own, then points `checkpoints/index.json` to it and removes what is no longer
 * needed. Killed at any moment, the index names complete checkpoints only.
 *
 * @throws AugmixError `CHECKPOINT_WRITE`; the previous checkpoint is intact then.
 */
export async function writeCheckpoint(
  directory: string,
  checkpoint: Checkpoint,
  isBest: boolean,
): Promise<void> {
  const folder = join(directory, 'checkpoints');
  const name = `step-${String(checkpoint.state.step).padStart(8, '0')}`;
  const temporary = join(folder, `.${name}-${randomBytes(4).toString('hex')}`);
  const previous = await readIndex(directory);
  let listed: CheckpointIndex;
  try {
    await mkdir(temporary, { recursive: true });
    const files = {
      ...checkpoint.model,
      ...checkpoint.optimizer,
      'state.json': JSON.stringify(checkpoint.state, null, 2) + '\n',
    };
    for (const [file, data] of Object.entries(files)) await writeSynced(join(temporary, file), data);
    // A folder of this name can only be left from a run that was killed before it was listed.
    await rm(join(folder, name), { recursive: true, force: true });
    await rename(temporary, join(folder, name));
    const index: CheckpointIndex = { latest: name, best: isBest ? name : previous?.best };
    await writeFileAtomic(indexFile(directory), JSON.stringify(index, null, 2) + '\n');
    listed = index;
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    throw writeError(join(folder, name), (cause as Error).cause ?? cause, 'CHECKPOINT_WRITE');
  }
  // What cannot be removed now is removed after the next checkpoint; this one is complete.
  await removeUnlisted(folder, listed).catch(() => {});
}

async function removeUnlisted(folder: string, index: CheckpointIndex): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (entry === index.latest || entry === index.best || !/^\.?step-/.test(entry)) continue;
    await rm(join(folder, entry), { recursive: true, force: true });
  }
}

/**
 * Reads a checkpoint.
 *
 * @returns undefined when the run has none.
 * @throws AugmixError `CHECKPOINT_INVALID`.
 * @example
 * ```ts
 * import { readCheckpoint } from '@augmix/trainer';
 * await readCheckpoint('runs/none', 'latest'); // => undefined
 * ```
 */
export async function readCheckpoint(
  directory: string,
  which: 'latest' | 'best',
): Promise<Checkpoint | undefined> {
  const index = await readIndex(directory);
  const name = which === 'best' ? (index?.best ?? index?.latest) : index?.latest;
  if (!name) return undefined;
  const folder = join(directory, 'checkpoints', name);
  try {
    const text = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
    const bytes = async (file: string): Promise<Uint8Array> =>
      new Uint8Array(await readFile(join(folder, file)));
    return {
      state: JSON.parse(await text('state.json')) as TrainingState,
      model: { 'model.json': await text('model.json'), 'weights.bin': await bytes('weights.bin') },
      optimizer: {
        'optimizer.json': await text('optimizer.json'),
        'optimizer.bin': await bytes('optimizer.bin'),
      },
    };
  } catch (cause) {
    throw new AugmixError('CHECKPOINT_INVALID', `a checkpoint cannot be read: ${(cause as Error).message}`, {
      file: folder,
      cause,
    });
  }
}
