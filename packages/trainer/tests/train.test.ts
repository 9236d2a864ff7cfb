import {
  cpSync,
  existsSync,
  rmSync,
  truncateSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createImage, defineMetric, defineOp, z, type RunConfig } from '@augmix/core';
import { resolveLoaded } from '@augmix/core/node';
import { defineModel, type Callback } from '@augmix/core/tensor';
import { openRun, train } from '@augmix/trainer';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { freshFolder, registry, smallConfig, smallRun } from './fixtures/small-run.js';

const read = (directory: string, file: string): string => readFileSync(join(directory, file), 'utf8');
const weights = (directory: string): Buffer => {
  const { latest } = JSON.parse(read(directory, 'checkpoints/index.json')) as { latest: string };
  return readFileSync(join(directory, 'checkpoints', latest, 'weights.bin'));
};
/** The log without what depends on the clock. */
const timelessLog = (directory: string): unknown[] =>
  read(directory, 'metrics.jsonl')
    .trim()
    .split('\n')
    .map((line) => ({ ...(JSON.parse(line) as object), seconds: 0, imagesPerSecond: 0 }));

/** Aborts after a number of steps. */
function stopAfter(steps: number): { signal: AbortSignal; callbacks: Callback[] } {
  const controller = new AbortController();
  let done = 0;
  return {
    signal: controller.signal,
    callbacks: [{ onStepEnd: () => void (++done === steps && controller.abort()) }],
  };
}

describe('a training run', () => {
  it('leaves a complete, readable directory', async () => {
    const directory = freshFolder();
    const result = await train(await smallRun(), { directory });
    expect(result).toMatchObject({ isFinished: true, step: 14, totalSteps: 14 });
    expect(readdirSync(directory).sort()).toEqual([
      'checkpoints',
      'config.resolved.json',
      'environment.json',
      'metrics.jsonl',
      'summary.csv',
    ]);
    const rows = read(directory, 'summary.csv').trim().split('\n');
    expect(rows[0]).toBe('epoch,step,train_loss,learning_rate,validation_error,validation_nll,seconds');
    expect(rows).toHaveLength(3);
    const steps = timelessLog(directory).filter((line) => (line as { kind: string }).kind === 'step');
    expect(steps.map((line) => (line as { step: number }).step)).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(JSON.parse(read(directory, 'config.resolved.json'))).toMatchObject({
      augmentation: { type: 'augmix', severity: 3, width: 3, depth: -1 },
      optimizer: { type: 'sgd', momentum: 0.9 },
    });
    expect(JSON.parse(read(directory, 'environment.json'))).toMatchObject({
      node: process.version,
      backend: { simd: 'true' },
    });
  });

  it('lowers the loss', async () => {
    const losses: number[] = [];
    const run = await smallRun({
      validation: 0,
      augmentation: 'none',
      views: ['clean'],
      loss: 'cross-entropy',
      transforms: [],
      optimizer: { type: 'sgd', learningRate: 0.05 },
      trainer: { epochs: 12, batchSize: 8 },
    });
    await train(run, {
      directory: freshFolder(),
      callbacks: [{ onEpochEnd: ({ loss }) => void losses.push(loss) }],
    });
    expect(losses.at(-1)).toBeLessThan(0.8 * losses[0]);
  });

  it('keeps the number of tensors constant over an epoch', async () => {
    const counts: number[] = [];
    const callbacks = [{ onStepEnd: () => void counts.push(tf.memory().numTensors) }];
    await train(await smallRun(), { directory: freshFolder(), callbacks });
    // The first step creates the optimizer's velocities.
    expect(new Set(counts.slice(1)).size).toBe(1);
  });

  it('gives back every tensor at its end', async () => {
    await train(await smallRun(), { directory: freshFolder() });
    const before = tf.memory().numTensors;
    await train(await smallRun(), { directory: freshFolder() });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives the same weights for 0 and 2 workers, and others for another seed', async () => {
    const [a, b, c] = [freshFolder(), freshFolder(), freshFolder()];
    await train(await smallRun(), { directory: a });
    await train(await smallRun({ pipeline: { workers: 2 } }), { directory: b });
    await train(await smallRun({ seed: 2 }), { directory: c });
    expect(weights(b).equals(weights(a))).toBe(true);
    expect(weights(c).equals(weights(a))).toBe(false);
  });

  it.each(['none', 'cutout', 'patch-noise', 'autoaugment', 'rand-augment', 'trivial-augment'] as const)(
    'swaps the augmentation for "%s" with one line',
    async (augmentation) => {
      const result = await train(await smallRun({ augmentation }), { directory: freshFolder() });
      expect(result.isFinished).toBe(true);
    },
  );
});

describe('a policy', () => {
  const changes: Partial<RunConfig> = {
    augmentation: {
      type: 'policy',
      subPolicies: [
        [
          ['ShearX', 0.9, 4],
          ['Invert', 0.2],
        ],
      ],
    },
  };

  it('stopped and resumed ends with the same weights', async () => {
    const [whole, stopped] = [freshFolder(), freshFolder()];
    await train(await smallRun(changes), { directory: whole });
    await train(await smallRun(changes), { directory: stopped, ...stopAfter(5) });
    await train(await smallRun(changes), { directory: stopped, resume: true });
    expect(weights(stopped).equals(weights(whole))).toBe(true);
  });
});

describe('views', () => {
  it('may be one: AugMix without the consistency loss', async () => {
    const result = await train(await smallRun({ views: ['augmented'] }), { directory: freshFolder() });
    expect(result.isFinished).toBe(true);
  });
});

describe('a stopped run', () => {
  it.each([1, 5, 7, 10])(
    'resumed after step %i ends with the same weights and logs as one never stopped',
    async (steps) => {
      const [whole, stopped] = [freshFolder(), freshFolder()];
      await train(await smallRun(), { directory: whole });
      const first = await train(await smallRun(), { directory: stopped, ...stopAfter(steps) });
      expect(first).toMatchObject({ isFinished: false, step: steps });
      const second = await train(await smallRun(), { directory: stopped, resume: true });
      expect(second).toMatchObject({ isFinished: true, step: 14 });
      expect(weights(stopped).equals(weights(whole))).toBe(true);
      expect(timelessLog(stopped)).toEqual(timelessLog(whole));
    },
  );

  it('stops when its time is over', async () => {
    const result = await train(await smallRun(), { directory: freshFolder(), maxMinutes: 0 });
    expect(result).toMatchObject({ isFinished: false, step: 1 });
  });

  it('is not gone on with under another config, but may be with more workers', async () => {
    const directory = freshFolder();
    await train(await smallRun(), { directory, ...stopAfter(4) });
    await expect(
      train(await smallRun({ augmentation: { type: 'augmix', severity: 5 } }), { directory, resume: true }),
    ).rejects.toMatchObject({
      code: 'RUN_MISMATCH',
      details: { path: 'augmentation.severity' },
    });
    const result = await train(await smallRun({ pipeline: { workers: 1 } }), { directory, resume: true });
    expect(result.isFinished).toBe(true);
  });
});

it('a stopped run is not gone on with when its data set has another size', async () => {
  const [directory, folder] = [freshFolder(), freshFolder()];
  cpSync(smallConfig.dataset.folder, folder, { recursive: true });
  const run = await smallRun({ dataset: { ...smallConfig.dataset, folder } });
  await train(run, { directory, ...stopAfter(1) });
  truncateSync(join(folder, 'data_batch_1.bin'), 3073 * 50);
  await expect(train(run, { directory, resume: true })).rejects.toMatchObject({ code: 'RUN_MISMATCH' });
});

describe('the output folder', () => {
  it('is not overwritten when it holds a run', async () => {
    const directory = freshFolder();
    await train(await smallRun(), { directory, ...stopAfter(1) });
    const before = read(directory, 'checkpoints/index.json');
    await expect(train(await smallRun(), { directory })).rejects.toMatchObject({ code: 'RUN_EXISTS' });
    expect(read(directory, 'checkpoints/index.json')).toBe(before);
  });

  it('is not touched when it holds something else', async () => {
    const directory = freshFolder();
    mkdirSync(directory);
    writeFileSync(join(directory, 'thesis.txt'), 'mine');
    await expect(train(await smallRun(), { directory, resume: true })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
    });
    expect(readdirSync(directory)).toEqual(['thesis.txt']);
  });
});

describe('a run that cannot start', () => {
  it.each([
    ['missing data', { dataset: { type: 'cifar10', folder: 'nowhere' } } as const, 'DATA_MISSING'],
    ['too many validation images', { validation: 1000 }, 'CONFIG_INVALID_VALUE'],
    ['a normalization of two channels', { normalization: { mean: [0, 0], std: [1, 1] } }, 'CONFIG_CONFLICT'],
  ])('for %s leaves nothing behind', async (_what, changes, code) => {
    const directory = freshFolder();
    await expect(train(await smallRun(changes), { directory })).rejects.toMatchObject({ code });
    expect(existsSync(directory)).toBe(false);
  });
});

it('a validation result that is not finite, which a checkpoint cannot hold, is never the best', async () => {
  const endless = defineMetric({
    name: 'test/endless',
    summary: 'For tests.',
    options: z.strictObject({}),
    load: async () => () => ({ unit: '', better: 'lower', reset() {}, update() {}, compute: () => Infinity }),
  });
  const small = await smallRun({ trainer: { epochs: 1, batchSize: 16 } });
  const run = {
    ...small,
    config: { ...small.config, metrics: [{ type: 'test/endless' }] },
    registry: registry.use(endless),
  };
  const directory = freshFolder();
  await train(run, { directory });
  expect(JSON.parse(read(directory, 'checkpoints/index.json'))).not.toHaveProperty('best');
});

it('transforms that make images of another size than validation has are refused at the start', async () => {
  const half = defineOp({
    name: 'test/half',
    summary: 'For tests.',
    options: z.strictObject({}),
    load: async () => () => ({
      name: 'test/half',
      sample: () => ({}),
      outputSize: () => ({ width: 16, height: 16 }),
      apply: () => createImage(16, 16, 3),
    }),
  });
  const small = await smallRun();
  const run = {
    ...small,
    config: { ...small.config, transforms: [{ type: 'test/half' }] },
    registry: registry.use(half),
  };
  await expect(train(run, { directory: freshFolder() })).rejects.toMatchObject({
    code: 'CONFIG_CONFLICT',
    details: { path: 'transforms' },
  });
});

describe('a model whose layers have no names', () => {
  // TensorFlow.js numbers such layers anew for every model of a process.
  const unnamed = defineModel({
    name: 'test/unnamed',
    summary: 'For tests.',
    options: z.strictObject({}),
    load: async () => () => ({
      build: ({ inputShape, classes }) =>
        layers.sequential({
          layers: [
            layers.layers.flatten({ inputShape: [...inputShape] }),
            layers.layers.dense({ units: classes, kernelInitializer: 'zeros' }),
          ],
        }),
    }),
  });
  const unnamedRun = async () =>
    resolveLoaded(registry.use(unnamed), { ...smallConfig, model: 'test/unnamed' }, '.');

  it('is resumed with its weights and velocities, and opened', async () => {
    const [whole, stopped] = [freshFolder(), freshFolder()];
    await train(await unnamedRun(), { directory: whole });
    await train(await unnamedRun(), { directory: stopped, ...stopAfter(5) });
    await train(await unnamedRun(), { directory: stopped, resume: true });
    expect(weights(stopped).equals(weights(whole))).toBe(true);
    const run = await openRun(registry.use(unnamed), whole);
    expect(run.state.step).toBe(14);
    run.model.dispose();
  });
});

describe('openRun', () => {
  it('finds the data of a run that was moved', async () => {
    const [directory, moved] = [freshFolder(), freshFolder()];
    const sample = smallConfig.dataset.folder;
    const dataset = { ...smallConfig.dataset, folder: basename(sample) };
    const run = await resolveLoaded(registry, { ...smallConfig, dataset }, dirname(sample));
    await train(run, { directory });
    renameSync(directory, moved);
    const opened = await openRun(registry, moved);
    expect(opened.folder).toBe(dirname(sample));
    opened.model.dispose();
  });

  it('builds the network with the weights of the best checkpoint or the last', async () => {
    const directory = freshFolder();
    await train(await smallRun(), { directory });
    const last = await openRun(registry, directory);
    const best = await openRun(registry, directory, 'best');
    expect(last.state.step).toBe(14);
    expect(best.state.step).toBe(best.state.best?.step);
    last.model.dispose();
    best.model.dispose();
  });

  it('refuses a run without its environment', async () => {
    const directory = freshFolder();
    await train(await smallRun(), { directory, ...stopAfter(1) });
    rmSync(join(directory, 'environment.json'));
    await expect(openRun(registry, directory)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it('refuses what is not a run', async () => {
    await expect(openRun(registry, freshFolder())).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});

describe('a loss that is not finite', () => {
  it('ends the run and keeps the last checkpoint', async () => {
    const directory = freshFolder();
    const run = await smallRun({ optimizer: { type: 'sgd', learningRate: 1e30 } });
    await expect(train(run, { directory })).rejects.toMatchObject({ code: 'TRAINING_DIVERGED' });
  });
});
