// The plugins create what the plain functions do, from names and options.
import { expect, test } from '@jest/globals';
import { createRegistry, defineOp, z, type AnyPlugin, type Registry } from '@augmix/core';
import { allAugmixOps, augmixOps } from '@augmix/ops';
import { plugins as opPlugins } from '@augmix/ops/plugins';
import { augmix, numpyStream } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { testImage } from './fixtures.js';

const registry = createRegistry().use(opPlugins).use(plugins);
const image = testImage(32);

test('four augmentations of images and two of batches', () => {
  expect(registry.names('augmentation')).toEqual(['augmix', 'cutout', 'none', 'patch-noise']);
  expect(registry.names('batch-augmentation')).toEqual(['cutmix', 'mixup']);
});

test('the defaults are the reference’s', async () => {
  const created = await registry.create('augmentation', { type: 'augmix' });
  const plain = augmix({ ops: augmixOps() });
  expect(created.sample(numpyStream(1), image)).toEqual(plain.sample(numpyStream(1), image));
  const { ops, ...settings } = registry.resolve('augmentation', 'augmix');
  expect(settings).toEqual({ type: 'augmix', severity: 3, width: 3, depth: -1, alpha: 1, allOps: false });
  expect((ops as { type: string }[]).map(({ type }) => type)).toEqual(augmixOps().map(({ name }) => name));
});

test('allOps adds the four overlapping ops, once', async () => {
  const created = await registry.create('augmentation', { type: 'augmix', allOps: true, severity: 1 });
  const plain = augmix({ ops: allAugmixOps(), severity: 1 });
  expect(created.sample(numpyStream(4), image)).toEqual(plain.sample(numpyStream(4), image));
  const few = await registry.create('augmentation', {
    type: 'augmix',
    allOps: true,
    ops: ['color'],
    depth: 50,
  });
  const { chains } = few.sample(numpyStream(1), image);
  const counts = chains.flat().filter(({ op }) => op === 'color').length;
  expect(new Set(chains.flat().map(({ op }) => op))).toEqual(
    new Set(['color', 'contrast', 'brightness', 'sharpness']),
  );
  expect(Math.abs(counts - 150 / 4)).toBeLessThan(25);
});

test('options of the ops themselves', async () => {
  const created = await registry.create('augmentation', {
    type: 'augmix',
    ops: [{ type: 'rotate', fill: 128 }],
    depth: 1,
    width: 1,
    interpolation: 'nearest',
  });
  const [[step]] = created.sample(numpyStream(1), image).chains;
  expect(step).toMatchObject({ op: 'rotate', args: { fill: 128, interpolation: 'nearest' } });
});

test('a third party’s op takes part', async () => {
  const invert = defineOp({
    name: 'acme/invert',
    summary: 'Replaces each value v by 255 − v.',
    options: z.strictObject({}),
    load: async () => () => ({
      name: 'acme/invert',
      fromSeverity: () => ({}),
      apply: (input: typeof image) => ({ ...input, data: input.data.map((value) => 255 - value) }),
    }),
  });
  const created = await registry
    .use(invert)
    .create('augmentation', { type: 'augmix', ops: ['acme/invert'], depth: 1, width: 1 });
  const view = new Float32Array(image.data.length);
  const trace = { ...created.sample(numpyStream(1), image), mix: 1 };
  created.render(image, trace, { mean: [0], std: [1] }, view);
  expect(view[0]).toBe(1);
});

test.each([
  [{ ops: ['rotat'] }, 'PLUGIN_UNKNOWN', 'augmentation.ops[0]'],
  [{ ops: ['rotate', 'horizontal_flip'] }, 'CONFIG_CONFLICT', 'ops[1]'],
  [{ ops: [] }, 'CONFIG_INVALID_VALUE', 'augmentation.ops'],
  [{ severty: 3 }, 'CONFIG_UNKNOWN_KEY', 'augmentation.severty'],
  [{ severity: 11 }, 'CONFIG_INVALID_VALUE', 'augmentation.severity'],
  [{ width: 0 }, 'CONFIG_INVALID_VALUE', 'augmentation.width'],
])('%j is refused', async (options, code, path) => {
  const create = registry.create(
    'augmentation',
    { type: 'augmix', ...options },
    {
      path: ['augmentation'],
    },
  );
  await expect(create).rejects.toMatchObject({ code, details: { path } });
});

test('cutout and none', async () => {
  const cutout = await registry.create('augmentation', { type: 'cutout', length: 4, holes: 2 });
  expect(cutout.sample(numpyStream(1), image).holes.length).toBe(2);
  // As a config names it, by its name alone.
  const known = registry as unknown as Registry<AnyPlugin>;
  const none = await known.create('augmentation', 'none');
  expect(none.sample(numpyStream(1), image)).toEqual({});
});

test('mixup, cutmix and patch noise', async () => {
  const mixup = await registry.create('batch-augmentation', { type: 'mixup', alpha: 0.2 });
  expect(mixup.sample(numpyStream(1), 3, image).partners.length).toBe(3);
  const cutmix = await registry.create('batch-augmentation', { type: 'cutmix', probability: 0 });
  expect(cutmix.sample(numpyStream(1), 3, image).box.right).toBe(0);
  const patchNoise = await registry.create('augmentation', { type: 'patch-noise', noise: 'uniform' });
  expect(patchNoise.sample(numpyStream(1), image)).toMatchObject({ noise: 'uniform', strength: 0.5 });
});
