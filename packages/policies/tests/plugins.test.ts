// The plugins create what the plain functions do, from names and options, and feed the real pipeline.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createRegistry, runJsonSchema, type AnyPlugin, type PluginRef, type Registry } from '@augmix/core';
import { plugins as data } from '@augmix/data/plugins';
import { jensenShannon } from '@augmix/losses';
import { renderClean } from '@augmix/mixing';
import { plugins as mixing } from '@augmix/mixing/plugins';
import { plugins as ops } from '@augmix/ops/plugins';
import { createPipeline, type PipelineSpec } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs';
import { autoaugment, policy, randAugment, trivialAugment } from '../src/index.js';
import { plugins } from '@augmix/policies/plugins';
import { cifarImage, sampleFolder, size, viewStream } from './fixtures.js';

// No advice to install another backend in the middle of test results.
tf.env().set('PROD', true);

const registry = createRegistry()
  .use(ops)
  .use(mixing)
  .use(data)
  .use(plugins) as unknown as Registry<AnyPlugin>;
const names = plugins.plugins.map(({ name }) => name);

test('four augmentations', () => {
  expect(names).toEqual(['autoaugment', 'policy', 'rand-augment', 'trivial-augment']);
});

const subPolicies = [
  [
    ['ShearX', 0.9, 4],
    ['Invert', 0.2],
  ],
] as const;

test.each([
  [{ type: 'autoaugment' }, autoaugment()],
  [
    { type: 'autoaugment', policy: 'svhn', reduced: true, fill: 7 },
    autoaugment({ policy: 'svhn', reduced: true, fill: 7 }),
  ],
  [{ type: 'rand-augment' }, randAugment()],
  [
    { type: 'rand-augment', ops: ['rotate', 'color'], magnitude: 3, bins: 10 },
    randAugment({ ops: ['rotate', 'color'], magnitude: 3, bins: 10 }),
  ],
  [{ type: 'trivial-augment', interpolation: 'bilinear' }, trivialAugment({ interpolation: 'bilinear' })],
  [{ type: 'policy', subPolicies }, policy({ subPolicies })],
] as const)('%j', async (ref, plain) => {
  const created = await registry.create('augmentation', ref as unknown as PluginRef);
  for (let seed = 0; seed < 40; seed++) {
    expect(created.sample(viewStream(seed), size)).toEqual(plain.sample(viewStream(seed), size));
  }
});

test.each([
  [{ type: 'policy' }, 'CONFIG_INVALID_VALUE', 'augmentation.subPolicies'],
  [{ type: 'policy', subPolicies: [] }, 'CONFIG_INVALID_VALUE', 'augmentation.subPolicies'],
  [
    { type: 'policy', subPolicies: [[['Rotat', 0.5, 3]]] },
    'CONFIG_INVALID_VALUE',
    'augmentation.subPolicies[0][0][0]',
  ],
  [
    { type: 'policy', subPolicies: [[['Rotate', 1.5, 3]]] },
    'CONFIG_INVALID_VALUE',
    'augmentation.subPolicies[0][0][1]',
  ],
  [
    { type: 'policy', subPolicies: [[['Rotate', 0.5, 0.3]]] },
    'CONFIG_INVALID_VALUE',
    'augmentation.subPolicies[0][0][2]',
  ],
  [{ type: 'rand-augment', magnitude: 31 }, 'CONFIG_INVALID_VALUE', 'augmentation.magnitude'],
  [{ type: 'rand-augment', ops: ['rotat'] }, 'CONFIG_INVALID_VALUE', 'augmentation.ops[0]'],
  [{ type: 'autoaugment', policy: 'cifar' }, 'CONFIG_INVALID_VALUE', 'augmentation.policy'],
  [{ type: 'trivial-augment', bins: 1 }, 'CONFIG_INVALID_VALUE', 'augmentation.bins'],
  [{ type: 'trivial-augment', magnitude: 1 }, 'CONFIG_UNKNOWN_KEY', 'augmentation.magnitude'],
])('%j is refused', (ref, code, path) => {
  let error: unknown;
  try {
    registry.resolve('augmentation', ref, ['augmentation']);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code, details: { path } });
});

test('an unknown op is refused with the nearest one', () => {
  const resolve = () =>
    registry.resolve('augmentation', { type: 'policy', subPolicies: [[['Rotat', 0.5, 3]]] });
  expect(resolve).toThrow(
    expect.objectContaining({
      message: 'invalid value "Rotat"',
      details: expect.objectContaining({ expected: 'the name of an op; did you mean "rotate"?' }),
    }),
  );
});

test('what is resolved resolves to itself', () => {
  for (const name of names) {
    const ref = name === 'policy' ? { type: name, subPolicies } : name;
    const resolved = registry.resolve('augmentation', ref);
    expect(registry.resolve('augmentation', JSON.parse(JSON.stringify(resolved)))).toEqual(resolved);
  }
});

test('the JSON Schema has an entry for each op of a policy', () => {
  const schema = JSON.stringify(runJsonSchema(registry));
  expect(schema).toContain('fast-autoaugment');
});

describe('a policy file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'augmix-'));
  const create = (name: string, text: string, options: object = {}) => {
    writeFileSync(join(folder, name), text);
    const ref = { type: 'policy', subPolicies: name, ...options };
    return registry.create('augmentation', ref, { folder });
  };

  test('is found from the folder of the config', async () => {
    const created = await create('policy.json', JSON.stringify(subPolicies));
    expect(created.sample(viewStream(1), size)).toEqual(policy({ subPolicies }).sample(viewStream(1), size));
  });

  test('may be an archive of Fast AutoAugment', async () => {
    const text = 'def fa_small():\n    p = [[["ShearX", 0.9, 0.4], ["Cutout", 0.8, 0.3]]]\n    return p\n';
    const created = await create('archive.py', text, { entry: 'fa_small', magnitudes: 'fast-autoaugment' });
    const plain = policy({
      subPolicies: [
        [
          ['ShearX', 0.9, 0.4],
          ['Cutout', 0.8, 0.3],
        ],
      ],
      magnitudes: 'fast-autoaugment',
    });
    expect(created.sample(viewStream(1), size)).toEqual(plain.sample(viewStream(1), size));
  });

  test.each([
    ['op.json', '[[["Rotat", 0.5, 3]]]', 'CONFIG_INVALID_VALUE', { path: '[0][0][0]' }],
    [
      'probability.json',
      '[[["Invert", 0.5], ["Rotate", 5, 3]]]',
      'CONFIG_INVALID_VALUE',
      { path: '[0][1][1]' },
    ],
    ['deep.json', '[[[["Rotate", 0.5, 3]]]]', 'CONFIG_INVALID_VALUE', { path: '[0][0]' }],
    ['empty.json', '[]', 'CONFIG_INVALID_VALUE', {}],
    ['half.json', '[\n[["Rotate", 0.5', 'CONFIG_SYNTAX', { line: 2 }],
  ])('that is wrong, %s, is refused with its name and place', async (name, text, code, details) => {
    await expect(create(name, text)).rejects.toMatchObject({
      code,
      details: { ...details, file: expect.stringContaining(name) },
    });
  });

  test('that is not there is refused', async () => {
    const ref = { type: 'policy', subPolicies: 'nowhere.json' };
    await expect(registry.create('augmentation', ref, { folder })).rejects.toMatchObject({
      code: 'CONFIG_NOT_FOUND',
      details: { file: join(folder, 'nowhere.json') },
    });
  });
});

describe.each([
  { type: 'autoaugment' },
  { type: 'autoaugment', reduced: true },
  { type: 'rand-augment' },
  { type: 'trivial-augment' },
  { type: 'policy', subPolicies },
])('%j in the pipeline', (augmentation) => {
  const spec: PipelineSpec = {
    seed: 3,
    dataset: { type: 'cifar10', folder: fileURLToPath(sampleFolder), partial: true },
    split: 'train',
    transforms: [],
    augmentation,
    views: ['clean', 'augmented', 'augmented'],
    normalization: { mean: [0.5], std: [0.5] },
    folder: '.',
  };
  const order = Uint32Array.from({ length: 32 }, (_, index) => index);

  const firstBatch = async (workers: number) => {
    const pipeline = await createPipeline(registry, spec, { workers });
    const { value } = await pipeline.batches({ epoch: 0, order, batchSize: 32 }).next();
    const images = Float32Array.from(value!.images);
    await pipeline.close();
    return images;
  };

  test('gives a clean view and two of its own, in any thread, which the consistency loss compares', async () => {
    const images = await firstBatch(0);
    expect(await firstBatch(1)).toEqual(images);
    const [clean, first, second] = [0, 1, 2].map((view) =>
      images.subarray(view * 32 * 3072, (view + 1) * 32 * 3072),
    );
    const expected = new Float32Array(3072);
    renderClean(cifarImage(5), spec.normalization, expected);
    expect(clean.subarray(5 * 3072, 6 * 3072)).toEqual(expected);
    expect(first).not.toEqual(clean);
    expect(second).not.toEqual(first);
    // A network that looks at the mean of each third of an image: its predictions differ between views.
    const loss = tf.tidy(() => {
      const logits = tf.tensor(images, [96, 3, 1024]).mean(2) as tf.Tensor2D;
      const labels = tf.oneHot(
        tf.tensor1d(
          [...order].map((index) => index % 3),
          'int32',
        ),
        3,
      ) as tf.Tensor2D;
      const plain = jensenShannon({ weight: 0 }).compute({ logits, labels, views: 3 }).dataSync()[0];
      return jensenShannon().compute({ logits, labels, views: 3 }).dataSync()[0] - plain;
    });
    expect(loss).toBeGreaterThan(0.001);
  });
});
