import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRegistry } from '@augmix/core';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cifar10Classes, decodeCifar10Record } from '../src/index.js';
import { encodeCifar10Records } from '../src/cifar10/format.js';
import { cifar10 } from '../src/node.js';
import { plugins } from '../src/plugins.js';

const sample = fileURLToPath(new URL('../../../tools/cifar10-sample', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'augmix-cifar10-'));
afterAll(() => rmSync(temporary, { recursive: true }));
let folders = 0;
/** A new folder with a copy of the sample, for a test to damage. */
const copyOfSample = (child = '') => {
  const folder = join(temporary, `${folders++}`);
  mkdirSync(join(folder, child), { recursive: true });
  for (const name of ['data_batch_1.bin', 'test_batch.bin'])
    copyFileSync(join(sample, name), join(folder, child, name));
  return folder;
};

test('the first images are the frog and the cat that everyone knows', async () => {
  const dataset = cifar10({ folder: sample, partial: true });
  const [train, testSplit] = [await dataset.open('train'), await dataset.open('test')];
  expect([train.length, testSplit.length]).toEqual([128, 64]);
  expect(dataset.classes[train.label(0)]).toBe('frog');
  expect(dataset.classes[testSplit.label(0)]).toBe('cat');
  const frog = train.read(0);
  const redOfFirstRow = [0, 1, 2, 3, 4, 5].map((x) => frog.data[3 * x]);
  expect(redOfFirstRow).toEqual([59, 43, 50, 68, 98, 119]);
  expect(frog).toMatchObject(dataset.shape);
  train.close();
  testSplit.close();
});

test('every record is read as it stands in its file, in any order and across files', async () => {
  const folder = copyOfSample();
  copyFileSync(join(sample, 'test_batch.bin'), join(folder, 'data_batch_3.bin'));
  const bytes = Buffer.concat(
    ['data_batch_1.bin', 'data_batch_3.bin'].map((name) => readFileSync(join(folder, name))),
  );
  const train = await cifar10({ folder, partial: true }).open('train');
  expect(train.length).toBe(192);
  for (let index = 191; index >= 0; index -= 7) {
    const { label, image } = decodeCifar10Record(bytes.subarray(index * 3073, (index + 1) * 3073));
    expect(train.label(index)).toBe(label);
    expect(train.read(index)).toEqual(image);
  }
  train.close();
});

test('encoding undoes decoding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3073, maxLength: 3073 }), (record) => {
      const { label, image } = decodeCifar10Record(record);
      expect(encodeCifar10Records([label], image.data, 3)).toEqual(record);
    }),
    { numRuns: 20 },
  );
});

test('the files may lie in a child folder of the official name', async () => {
  const folder = copyOfSample('cifar-10-batches-bin');
  const split = await cifar10({ folder, partial: true }).open('test');
  expect(split.length).toBe(64);
  split.close?.();
});

test('a config names the data set and a folder that starts from its own', async () => {
  const registry = createRegistry().use(plugins);
  const ref = { type: 'cifar10', folder: 'cifar10-sample', partial: true } as const;
  const dataset = await registry.create('dataset', ref, { folder: dirname(sample) });
  expect(dataset.classes).toEqual(cifar10Classes);
  expect(dataset.normalization).toEqual({ mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
  const split = await dataset.open('test');
  expect(split.length).toBe(64);
  split.close?.();
});

test('without `partial`, a sample is refused: a batch file is missing, and the others have another size', async () => {
  await expect(cifar10({ folder: sample }).open('train')).rejects.toMatchObject({
    code: 'DATA_MISSING',
    details: { file: join(sample, 'data_batch_2.bin') },
  });
  await expect(cifar10({ folder: sample }).open('test')).rejects.toMatchObject({
    code: 'DATA_TRUNCATED',
    message: 'test_batch.bin has 196672 bytes',
    details: { file: join(sample, 'test_batch.bin'), expected: '30730000 (10000 records of 3073)' },
  });
});

test('a file that ends within a record is truncated', async () => {
  const folder = copyOfSample();
  truncateSync(join(folder, 'test_batch.bin'), 5000);
  await expect(cifar10({ folder, partial: true }).open('test')).rejects.toMatchObject({
    code: 'DATA_TRUNCATED',
    details: { expected: 'a multiple of 3073' },
  });
});

test('a label above 9 is told with its record', async () => {
  const folder = copyOfSample();
  const file = join(folder, 'test_batch.bin');
  const bytes = readFileSync(file);
  bytes[5 * 3073] = 10;
  writeFileSync(file, bytes);
  await expect(cifar10({ folder, partial: true }).open('test')).rejects.toMatchObject({
    code: 'DATA_INVALID',
    message: 'record 5 has the label 10',
    details: { file, expected: '0 … 9' },
  });
});

test('a file that shrinks while it is open is told as truncated', async () => {
  const folder = copyOfSample();
  const split = await cifar10({ folder, partial: true }).open('test');
  truncateSync(join(folder, 'test_batch.bin'), 5000);
  expect(() => split.read(1)).toThrow(expect.objectContaining({ code: 'DATA_TRUNCATED' }));
  split.close?.();
});

test('an empty folder is missing data', async () => {
  const folder = join(temporary, 'empty');
  mkdirSync(folder);
  await expect(cifar10({ folder }).open('test')).rejects.toMatchObject({ code: 'DATA_MISSING' });
});

test('an index outside of the split, and reading after close, are refused', async () => {
  const split = await cifar10({ folder: sample, partial: true }).open('test');
  for (const index of [-1, 64, 0.5]) {
    expect(() => split.read(index)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    expect(() => split.label(index)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
  split.close?.();
  split.close?.();
  expect(() => split.read(0)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});

test('without download, an empty cache is missing data and says what to do', async () => {
  const before = process.env['AUGMIX_CACHE'];
  process.env['AUGMIX_CACHE'] = join(temporary, 'no-cache');
  try {
    await expect(cifar10({ download: false }).open('test')).rejects.toMatchObject({
      code: 'DATA_MISSING',
      details: { suggestion: expect.stringContaining('augmix data fetch cifar10') },
    });
  } finally {
    if (before === undefined) delete process.env['AUGMIX_CACHE'];
    else process.env['AUGMIX_CACHE'] = before;
  }
});
