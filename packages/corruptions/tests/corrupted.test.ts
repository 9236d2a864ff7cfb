import { expect, test } from '@jest/globals';
import { createRegistry, definePlugins, defineDataset, imagesEqual, z } from '@augmix/core';
import { corruptionStream, createCorruption } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { images } from './images.js';

const pair = [images['cifar-0'], images['cifar-1']];
const records = definePlugins({
  package: 'records',
  module: import.meta.url,
  plugins: [
    defineDataset({
      name: 'test/records',
      summary: 'For tests.',
      options: z.strictObject({}),
      load: async () => () => ({
        classes: ['a', 'b'],
        open: async (_split: string) => ({
          length: 2,
          label: (index) => index,
          read: (index) => pair[index],
        }),
      }),
    }),
  ],
});
const registry = createRegistry().use(plugins).use(records);
const open = async (type: string, severity: number, seed = 4) => {
  const corruption = { type, preset: 'cifar' };
  const dataset = await registry.create('dataset', {
    type: 'corrupted',
    dataset: 'test/records',
    corruption,
    severity,
    seed,
  });
  return dataset.open('test');
};

test('each image is corrupted as its own key says, every time the same', async () => {
  const split = await open('gaussian_noise', 3);
  const corruption = createCorruption('gaussian_noise', { preset: 'cifar' });
  for (const index of [1, 0, 1]) {
    const stream = corruptionStream({ seed: 4, corruption: 'gaussian_noise', severity: 3, index });
    const expected = corruption.apply(pair[index], corruption.sample(stream, 3, pair[index]) as unknown);
    expect(imagesEqual(await split.read(index), expected)).toBe(true);
    expect(split.label(index)).toBe(index);
  }
});

test('severity and seed change the images, the number and the classes stay', async () => {
  const read = async (severity: number, seed: number) => (await open('fog', severity, seed)).read(0);
  const [first, stronger, other] = [await read(1, 1), await read(2, 1), await read(1, 2)];
  expect(imagesEqual(first, stronger)).toBe(false);
  expect(imagesEqual(first, other)).toBe(false);
  expect((await open('fog', 1)).length).toBe(2);
});

test('a severity that does not exist is refused', async () => {
  await expect(open('fog', 6)).rejects.toMatchObject({
    code: 'CONFIG_INVALID_VALUE',
    details: { path: 'severity' },
  });
});

test('streams of third parties are apart from the benchmark’s and from each other', () => {
  const word = (corruption: 'fog' | 'acme/fog' | 'acme/mist'): number =>
    corruptionStream({ seed: 1, corruption, severity: 1, index: 0 }).uint32();
  expect(new Set([word('fog'), word('acme/fog'), word('acme/mist')]).size).toBe(3);
});
