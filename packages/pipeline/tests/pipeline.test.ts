import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { createRegistry, defineAugmentation, defineOp, z, type AnyPlugin, type Registry } from '@augmix/core';
import { importPluginSet } from '@augmix/core/node';
import { plugins as data } from '@augmix/data/plugins';
import { plugins as mixing } from '@augmix/mixing/plugins';
import { renderClean } from '@augmix/mixing';
import { plugins as ops } from '@augmix/ops/plugins';
import { createPipeline, type BatchPlan, type PipelineOptions, type PipelineSpec } from '@augmix/pipeline';

const sample = fileURLToPath(new URL('../../../tools/cifar10-sample', import.meta.url));
const faulty = await importPluginSet(new URL('./fixtures/faulty-plugins.mjs', import.meta.url).href);
const registry = createRegistry()
  .use(ops)
  .use(mixing)
  .use(data)
  .use(faulty) as unknown as Registry<AnyPlugin>;

const spec: PipelineSpec = {
  seed: 5,
  dataset: { type: 'cifar10', folder: sample, partial: true },
  split: 'train',
  transforms: [{ type: 'horizontal_flip' }, { type: 'pad_crop' }],
  augmentation: { type: 'augmix' },
  views: ['clean', 'augmented', 'augmented'],
  normalization: { mean: [0.5], std: [0.5] },
  folder: '.',
};
const order = Uint32Array.from({ length: 50 }, (_, index) => (index * 7) % 64);

interface Copied {
  images: number[];
  labels: number[];
  softLabels?: number[];
}

async function collect(spec: PipelineSpec, plan: BatchPlan, options: PipelineOptions): Promise<Copied[]> {
  const pipeline = await createPipeline(registry, spec, options);
  const batches: Copied[] = [];
  try {
    for await (const { images, labels, softLabels } of pipeline.batches(plan)) {
      batches.push({
        images: [...images],
        labels: [...labels],
        ...(softLabels && { softLabels: [...softLabels] }),
      });
    }
  } finally {
    await pipeline.close();
  }
  return batches;
}

describe('batches', () => {
  const plan = { epoch: 2, order, batchSize: 16 };

  it('are the same for 0, 1 and 4 workers', async () => {
    const direct = await collect(spec, plan, { workers: 0 });
    expect(direct.map(({ labels }) => labels.length)).toEqual([16, 16, 16, 2]);
    expect(await collect(spec, plan, { workers: 1, prefetch: 1 })).toEqual(direct);
    expect(await collect(spec, plan, { workers: 4, prefetch: 2 })).toEqual(direct);
  });

  it('do not depend on the batch size', async () => {
    const viewLength = 32 * 32 * 3;
    const whole = await collect(spec, { ...plan, batchSize: 50 }, { workers: 0 });
    const single = await collect(spec, { ...plan, batchSize: 1 }, { workers: 0 });
    const secondView = whole[0].images.slice((50 + 9) * viewLength, (50 + 10) * viewLength);
    expect(single[9].images.slice(viewLength, 2 * viewLength)).toEqual(secondView);
  });

  it('go on where a skip says, as if nothing had been left out', async () => {
    const whole = await collect(spec, plan, { workers: 0 });
    expect(await collect(spec, { ...plan, skip: 2 }, { workers: 2 })).toEqual(whole.slice(2));
  });

  it('change with the epoch and with the seed', async () => {
    const [first] = await collect(spec, plan, { workers: 0 });
    expect(await collect(spec, { ...plan, epoch: 3 }, { workers: 0 })).not.toContainEqual(first);
    expect(await collect({ ...spec, seed: 6 }, plan, { workers: 0 })).not.toContainEqual(first);
  });

  it('hold all clean views first, then the augmented ones of the same images', async () => {
    const bare = { ...spec, transforms: [] };
    const [{ images, labels }] = await collect(bare, { ...plan, batchSize: 4 }, { workers: 0 });
    const dataset = await registry.create('dataset', spec.dataset);
    const train = await dataset.open('train');
    const expected = new Float32Array(32 * 32 * 3);
    renderClean(await train.read(order[2]), spec.normalization, expected);
    expect(images.slice(2 * expected.length, 3 * expected.length)).toEqual([...expected]);
    expect(labels[2]).toBe(train.label(order[2]));
    expect(images.slice(6 * expected.length, 7 * expected.length)).not.toEqual([...expected]);
    train.close?.();
  });

  it('can be asked for again after stopping early', async () => {
    const pipeline = await createPipeline(registry, spec, { workers: 2, prefetch: 3 });
    for await (const batch of pipeline.batches(plan)) {
      expect(batch.count).toBe(16);
      break;
    }
    let count = 0;
    for await (const batch of pipeline.batches(plan)) count += batch.count;
    await pipeline.close();
    expect(count).toBe(50);
  });
});

describe.each(['mixup', 'cutmix'])('batches mixed by %s', (type) => {
  const plan = { epoch: 2, order, batchSize: 16 };
  const mixed: PipelineSpec = { ...spec, views: ['clean'], batchAugmentation: { type } };

  it('are the same for 0 and 3 workers, and where a skip goes on', async () => {
    const direct = await collect(mixed, plan, { workers: 0 });
    expect(direct.map(({ softLabels }) => softLabels!.length)).toEqual([160, 160, 160, 20]);
    expect(await collect(mixed, plan, { workers: 3, prefetch: 2 })).toEqual(direct);
    expect(await collect(mixed, { ...plan, skip: 2 }, { workers: 1 })).toEqual(direct.slice(2));
  });

  it('hold the images and labels of pairs of records', async () => {
    const always = type === 'cutmix' ? { type, probability: 1 } : { type };
    const [batch] = await collect({ ...mixed, batchAugmentation: always }, plan, { workers: 0 });
    const [unmixed] = await collect({ ...mixed, batchAugmentation: undefined }, plan, { workers: 0 });
    expect(unmixed.softLabels).toBeUndefined();
    expect(batch.labels).toEqual(unmixed.labels);
    expect(batch.images).not.toEqual(unmixed.images);
    for (let row = 0; row < 16; row++) {
      const label = batch.softLabels!.slice(10 * row, 10 * row + 10);
      expect(label.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      expect(label.filter((share) => share > 0).length).toBeLessThanOrEqual(2);
      expect(label[batch.labels[row]]).toBeGreaterThan(0);
    }
  });

  it('are refused with several views', async () => {
    const compared = { ...mixed, views: spec.views };
    await expect(createPipeline(registry, compared, { workers: 0 })).rejects.toMatchObject({
      code: 'CONFIG_CONFLICT',
      details: { path: 'views' },
    });
  });
});

describe('a slow consumer', () => {
  it('holds the workers back: no more batches are made than the prefetch and the one in hand', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'augmix-')), 'reads.txt');
    const slow = {
      ...spec,
      dataset: { type: 'test/recording', file },
      transforms: [],
      augmentation: { type: 'none' },
    };
    const pipeline = await createPipeline(registry, slow, { workers: 1, prefetch: 2 });
    const batches = pipeline.batches({ epoch: 0, order: order.map((index) => index + 1), batchSize: 4 });
    await batches.next();
    await wait(500);
    // Record 0 is read in each thread to learn the shape.
    const reads = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && line !== '0');
    await batches.return();
    await pipeline.close();
    expect(reads.length).toBeLessThanOrEqual(3 * 4);
    expect(reads.length).toBeGreaterThanOrEqual(2 * 4);
  });
});

describe('two plans at once', () => {
  it.each([0, 1])('do not write into each other’s batches (%i workers)', async (workers) => {
    const pipeline = await createPipeline(registry, spec, { workers, prefetch: 1 });
    const first = pipeline.batches({ epoch: 0, order, batchSize: 4 });
    const { value } = await first.next();
    const before = [...value!.images];
    for await (const { count } of pipeline.batches({ epoch: 1, order, batchSize: 5 })) expect(count).toBe(5);
    expect([...value!.images]).toEqual(before);
    await first.return();
    await pipeline.close();
  });
});

describe('failures', () => {
  const plan = { epoch: 0, order: Uint32Array.from({ length: 64 }, (_, index) => index), batchSize: 8 };
  const failing = (type: string): PipelineSpec => ({
    ...spec,
    dataset: { type },
    transforms: [],
    augmentation: { type: 'none' },
  });

  it('of a worker thread that ends are reported', async () => {
    await expect(collect(failing('test/dying'), plan, { workers: 1 })).rejects.toMatchObject({
      code: 'WORKER_FAILED',
    });
  });

  it.each([0, 2])('of a record keep their code and file (%i workers)', async (workers) => {
    await expect(collect(failing('test/damaged'), plan, { workers })).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      details: { file: 'cat.png' },
    });
  });

  it('name the record whose size differs', async () => {
    await expect(collect(failing('test/uneven'), plan, { workers: 0 })).rejects.toMatchObject({
      code: 'IMAGE_UNSUPPORTED',
      message: 'record 20 is 5×4×1, the first one 4×4×1',
    });
  });

  it('refuse plugins given in code where threads would need them', async () => {
    const inline = defineAugmentation({
      name: 'test/black',
      summary: 'For tests.',
      options: z.strictObject({}),
      load: async () => () => ({
        sample: () => ({}),
        render: (_image, _trace, _normalization, out) => void out.fill(0),
      }),
    });
    const withInline = registry.use(inline) as unknown as Registry<AnyPlugin>;
    const inlineSpec = { ...spec, augmentation: { type: 'test/black' } };
    await expect(createPipeline(withInline, inlineSpec, { workers: 1 })).rejects.toMatchObject({
      code: 'PLUGIN_INLINE',
    });
    const pipeline = await createPipeline(withInline, inlineSpec, { workers: 0 });
    expect(pipeline.shape).toEqual({ height: 32, width: 32, channels: 3 });
    await pipeline.close();
  });

  it('refuse them also inside other plugins', async () => {
    const inline = defineOp({
      name: 'test/same',
      summary: 'For tests.',
      options: z.strictObject({}),
      load: async () => () => ({ name: 'test/same', fromSeverity: () => ({}), apply: (image) => image }),
    });
    const withInline = registry.use(inline) as unknown as Registry<AnyPlugin>;
    const nested = { ...spec, augmentation: { type: 'augmix', ops: ['test/same'] } };
    await expect(createPipeline(withInline, nested, { workers: 1 })).rejects.toMatchObject({
      code: 'PLUGIN_INLINE',
      message: 'op "test/same" was given in code and cannot be sent to a worker thread',
    });
  });

  it('refuse a normalization of other channels than the images', async () => {
    const wrong = { ...spec, normalization: { mean: [0, 0], std: [1, 1] } };
    await expect(createPipeline(registry, wrong, { workers: 1 })).rejects.toMatchObject({
      code: 'CONFIG_CONFLICT',
      message: 'normalization has 2 entries, and images have 3 channels',
    });
  });

  it('refuse an op that draws nothing as a transform', async () => {
    await expect(
      createPipeline(registry, { ...spec, transforms: [{ type: 'equalize' }] }, { workers: 0 }),
    ).rejects.toMatchObject({
      code: 'CONFIG_CONFLICT',
    });
  });
});
