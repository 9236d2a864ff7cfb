import { cpSync, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z, type RunConfig } from '@augmix/core';
import { resolveLoaded, type LoadedRun } from '@augmix/core/node';
import { defineBackend, defineLoss, type Callback } from '@augmix/core/tensor';
import { readCheckpoint, readRunConfig, train } from '@augmix/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { freshFolder, registry, smallConfig } from './fixtures/small-run.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

type Trainer = NonNullable<RunConfig['trainer']>;

/** 23 images to train on: with batches of 6 the last one has 5, with batches of 22 a single one. */
const replicaRun = (trainer: Trainer, changes: Partial<RunConfig> = {}): Promise<LoadedRun> =>
  resolveLoaded(
    registry,
    {
      ...smallConfig,
      validation: 0,
      trainImages: 23,
      plugins: ['./replica-plugins.mjs'],
      ...changes,
      trainer: { epochs: 1, batchSize: 6, ...trainer },
    } as RunConfig,
    fixtures,
  );

/** Without batch norm, so that an image's gradient does not depend on the others. */
const plainModel = { model: { type: 'test/plain' } } as unknown as Partial<RunConfig>;

interface Trained {
  weights: Buffer;
  losses: number[];
}

async function trained(trainer: Trainer, changes: Partial<RunConfig> = {}): Promise<Trained> {
  const directory = freshFolder();
  const losses: number[] = [];
  await train(await replicaRun(trainer, changes), {
    directory,
    callbacks: [{ onStepEnd: ({ loss }) => void losses.push(loss) }],
  });
  return { weights: await weightsOf(directory), losses };
}

const weightsOf = async (directory: string): Promise<Buffer> =>
  Buffer.from((await readCheckpoint(directory, 'latest'))!.model['weights.bin']);

const floats = ({ buffer, byteOffset, length }: Buffer): Float32Array =>
  new Float32Array(buffer.slice(byteOffset, byteOffset + length));

/** The largest difference between two runs' weights. */
function distance(a: Trained, b: Trained): number {
  const [x, y] = [floats(a.weights), floats(b.weights)];
  return x.reduce((largest, value, place) => Math.max(largest, Math.abs(value - y[place])), 0);
}

describe('a run with replicas', () => {
  it.each([1, 2, 3])('of %i ends with the same bytes each time', async (replicas) => {
    const [first, second] = [await trained({ replicas }), await trained({ replicas })];
    expect(second.weights.equals(first.weights)).toBe(true);
    expect(second.losses).toEqual(first.losses);
  });

  // Only the order of additions differs.
  describe.each<[string, Partial<RunConfig>]>([
    ['the Jensen–Shannon loss of three views', {}],
    ['cross-entropy', { views: ['clean'], loss: 'cross-entropy' }],
    [
      'labels mixed over the batch',
      { views: ['clean'], loss: 'cross-entropy', batchAugmentation: { type: 'mixup', alpha: 1 } },
    ],
  ])('and %s', (_what, changes) => {
    const plain = { ...plainModel, ...changes };

    it.each([
      [2, 6],
      [3, 22],
    ])('takes with %i the steps of one thread, in uneven batches of %i', async (replicas, batchSize) => {
      const alone = await trained({ batchSize, epochs: 2 }, plain);
      const together = await trained({ batchSize, epochs: 2, replicas }, plain);
      expect(together.losses).toHaveLength(alone.losses.length);
      together.losses.forEach((loss, step) => expect(loss).toBeCloseTo(alone.losses[step], 4));
      expect(distance(together, alone)).toBeLessThan(1e-5);
    });
  });
});

it("may run on anybody's backend, with anybody's model and loss", async () => {
  // Without decay a velocity is the first gradient itself, which must not change under it.
  const changes = {
    ...plainModel,
    backend: 'test/cpu',
    loss: { type: 'test/doomed', how: 'exit', steps: 1000 },
    optimizer: { type: 'sgd', weightDecay: 0 },
  } as unknown as Partial<RunConfig>;
  const [alone, together] = [await trained({}, changes), await trained({ replicas: 2 }, changes)];
  expect(distance(together, alone)).toBeLessThan(1e-5);
});

/** Aborts after a number of steps. */
function stopAfter(steps: number): { signal: AbortSignal; callbacks: Callback[] } {
  const controller = new AbortController();
  const onStepEnd: Callback['onStepEnd'] = ({ step }) => void (step === steps && controller.abort());
  return { signal: controller.signal, callbacks: [{ onStepEnd }] };
}

describe('a stopped run with replicas', () => {
  it('and dropout and batch norm ends with the bytes of one never stopped', async () => {
    const model = { ...smallConfig.model, dropRate: 0.3 };
    const run = await replicaRun({ replicas: 2 }, { model });
    const [whole, stopped] = [freshFolder(), freshFolder()];
    await train(run, { directory: whole });
    const first = await train(run, { directory: stopped, ...stopAfter(3) });
    expect(first.isFinished).toBe(false);
    await train(run, { directory: stopped, resume: true });
    expect((await weightsOf(stopped)).equals(await weightsOf(whole))).toBe(true);
  });

  it('is not gone on with by another number of them; auto keeps what there was', async () => {
    const directory = freshFolder();
    const of = (replicas: number | 'auto'): Promise<LoadedRun> => replicaRun({ replicas }, plainModel);
    await train(await of(3), { directory, ...stopAfter(1) });
    await expect(train(await of(2), { directory, resume: true })).rejects.toMatchObject({
      code: 'RUN_MISMATCH',
      details: { path: 'trainer.replicas' },
    });
    const result = await train(await of('auto'), { directory, resume: true });
    expect(result.isFinished).toBe(true);
    expect((await readRunConfig(directory))!.trainer.replicas).toBe(3);
  });
});

describe('auto', () => {
  it('is the cores that augmentation leaves, and the run records the number', async () => {
    const directory = freshFolder();
    await train(await replicaRun({ replicas: 'auto' }), { directory, ...stopAfter(1) });
    const cores = Math.min(availableParallelism(), 6);
    expect((await readRunConfig(directory))!.trainer.replicas).toBe(cores);
  });

  it('is 1 when workers take all cores', async () => {
    const directory = freshFolder();
    const pipeline = { workers: availableParallelism() };
    await train(await replicaRun({ replicas: 'auto' }, { pipeline }), { directory, ...stopAfter(1) });
    expect((await readRunConfig(directory))!.trainer.replicas).toBe(1);
  });

  it.each(['backend', 'loss'] as const)('is 1 with a %s that threads cannot have', async (kind) => {
    const directory = freshFolder();
    await train(await inlineRun('auto', kind), { directory, ...stopAfter(1) });
    expect((await readRunConfig(directory))!.trainer.replicas).toBe(1);
  });
});

/** A run one of whose plugins is given in code; the backend does not say that it can be replicated. */
async function inlineRun(replicas: number | 'auto', kind: 'backend' | 'loss'): Promise<LoadedRun> {
  const options = z.strictObject({});
  const current = defineBackend({
    name: 'test/current',
    summary: 'For tests.',
    options,
    load: async () => () => ({
      start: async () => void (await tf.setBackend('wasm')),
      describe: async () => ({}),
    }),
  });
  const nothing = defineLoss({
    name: 'test/nothing',
    summary: 'For tests.',
    options,
    load: async () => () => ({ compute: ({ logits }) => tf.mean(tf.square(logits)) }),
  });
  const run = await replicaRun({ replicas });
  const type = kind === 'backend' ? 'test/current' : 'test/nothing';
  return {
    ...run,
    registry: run.registry.use(current).use(nothing) as unknown as LoadedRun['registry'],
    config: { ...run.config, [kind]: { type } },
  };
}

describe('replicas are refused', () => {
  it.each([
    ['for a backend that does not have them', () => inlineRun(2, 'backend'), 'CONFIG_CONFLICT'],
    ['for a loss given in code', () => inlineRun(2, 'loss'), 'PLUGIN_INLINE'],
    ['when a batch has fewer images', () => replicaRun({ replicas: 7 }), 'CONFIG_CONFLICT'],
  ])('%s', async (_why, run, code) => {
    const directory = freshFolder();
    await expect(train(await run(), { directory })).rejects.toMatchObject({
      code,
      details: { path: 'trainer.replicas' },
    });
    expect(existsSync(directory)).toBe(false);
  });
});

describe('a replica that dies', () => {
  const doomedRun = (how: string, steps: number): Promise<LoadedRun> =>
    replicaRun({ replicas: 2, checkpointEverySteps: 2 }, {
      ...plainModel,
      loss: { type: 'test/doomed', how, steps },
    } as unknown as Partial<RunConfig>);

  it.each([
    ['exit', 'WORKER_FAILED', /replica 1 ended unexpectedly, with exit code 3/],
    ['throw', 'WORKER_FAILED', /replica 1 failed: out of luck/],
    ['reject', 'WORKER_FAILED', /replica 1 failed: nobody listens/],
    ['coded', 'INVALID_ARGUMENT', /a loss refuses/],
  ])('by %s ends the run with %s, and the last checkpoint is good', async (how, code, message) => {
    const [whole, directory] = [freshFolder(), freshFolder()];
    const before = tf.memory().numTensors;
    await expect(train(await doomedRun(how, 2), { directory })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(tf.memory().numTensors).toBe(before);

    // Gone on with where it does not die, the run ends as one that never met with an accident.
    const mended = await doomedRun(how, 1000);
    await train(mended, { directory: whole });
    cpSync(join(whole, 'config.resolved.json'), join(directory, 'config.resolved.json'));
    expect((await readCheckpoint(directory, 'latest'))!.state.step).toBeGreaterThanOrEqual(2);
    await train(mended, { directory, resume: true });
    expect((await weightsOf(directory)).equals(await weightsOf(whole))).toBe(true);
  });

  it('before the first step leaves nothing behind', async () => {
    const directory = freshFolder();
    const run = await replicaRun({ replicas: 2 }, {
      model: { type: 'test/absent' },
    } as unknown as Partial<RunConfig>);
    await expect(train(run, { directory })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'this network is for the training thread alone',
    });
    expect(existsSync(directory)).toBe(false);
  });
});

it('a run with replicas gives back every tensor and keeps their number constant', async () => {
  const counts: number[] = [];
  const callbacks = [{ onStepEnd: () => void counts.push(tf.memory().numTensors) }];
  const before = tf.memory().numTensors;
  await train(await replicaRun({ replicas: 2 }), { directory: freshFolder(), callbacks });
  expect(tf.memory().numTensors).toBe(before);
  // The first step creates the optimizer's velocities.
  expect(new Set(counts.slice(1)).size).toBe(1);
});
