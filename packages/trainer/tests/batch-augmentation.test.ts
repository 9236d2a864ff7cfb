import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defineBatchAugmentation, z, type RunConfig } from '@augmix/core';
import { resolveLoaded } from '@augmix/core/node';
import { defineModel } from '@augmix/core/tensor';
import { train } from '@augmix/trainer';
import * as layers from '@tensorflow/tfjs-layers';
import { freshFolder, registry, smallConfig, smallRun } from './fixtures/small-run.js';

const weights = (directory: string): Buffer => {
  const index = readFileSync(join(directory, 'checkpoints/index.json'), 'utf8');
  const { latest } = JSON.parse(index) as { latest: string };
  return readFileSync(join(directory, 'checkpoints', latest, 'weights.bin'));
};
const stopAfter = (steps: number): { signal: AbortSignal; callbacks: { onStepEnd(): void }[] } => {
  const controller = new AbortController();
  let done = 0;
  return {
    signal: controller.signal,
    callbacks: [{ onStepEnd: () => void (++done === steps && controller.abort()) }],
  };
};

const settings = { views: ['clean'], loss: 'cross-entropy' } satisfies Partial<RunConfig>;

describe.each(['mixup', 'cutmix'] as const)('training with %s', (batchAugmentation) => {
  const run = (changes: Partial<RunConfig> = {}) => smallRun({ ...settings, batchAugmentation, ...changes });

  it('gives the same weights for 0 and 2 workers, and others than training without it', async () => {
    const [direct, threaded, without] = [freshFolder(), freshFolder(), freshFolder()];
    const result = await train(await run(), { directory: direct });
    expect(result).toMatchObject({ isFinished: true, step: 14 });
    await train(await run({ pipeline: { workers: 2 } }), { directory: threaded });
    await train(await smallRun(settings), { directory: without });
    expect(weights(threaded).equals(weights(direct))).toBe(true);
    expect(weights(without).equals(weights(direct))).toBe(false);
  });

  it('stopped in the middle of an epoch and resumed ends with the same weights', async () => {
    const [whole, stopped] = [freshFolder(), freshFolder()];
    await train(await run({ views: ['augmented'] }), { directory: whole });
    await train(await run({ views: ['augmented'] }), { directory: stopped, ...stopAfter(4) });
    await train(await run({ views: ['augmented'] }), { directory: stopped, resume: true });
    expect(weights(stopped).equals(weights(whole))).toBe(true);
  });
});

describe('mixed labels', () => {
  it('are what the loss sees', async () => {
    const even = defineBatchAugmentation({
      name: 'test/even',
      summary: 'For tests.',
      options: z.strictObject({}),
      load: async () => () => ({
        sample: () => ({}),
        apply: (_batch, { data, classes }) => void data.fill(1 / classes),
      }),
    });
    const zeros = defineModel({
      name: 'test/zeros',
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
    const config = { ...smallConfig, ...settings, model: 'test/zeros', batchAugmentation: 'test/even' };
    const losses: number[] = [];
    await train(await resolveLoaded(registry.use(even).use(zeros), config, '.'), {
      directory: freshFolder(),
      callbacks: [{ onStepEnd: ({ loss }) => void losses.push(loss) }],
    });
    // Every class is as likely as the labels say, so there is nothing to learn.
    expect(losses).toHaveLength(14);
    for (const loss of losses) expect(loss).toBeCloseTo(Math.log(10), 5);
  });

  it.each([
    ['several views', { loss: 'cross-entropy' }, 'views'],
    ['a loss that compares views', { views: ['clean'] }, 'loss'],
  ] as const)('are refused with %s', async (_what, changes, path) => {
    const start = async () =>
      train(await smallRun({ batchAugmentation: 'mixup', ...(changes as Partial<RunConfig>) }), {
        directory: freshFolder(),
      });
    await expect(start()).rejects.toMatchObject({ code: 'CONFIG_CONFLICT', details: { path } });
  });
});
