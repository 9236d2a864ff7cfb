// The published files cannot be here: these are files of our own in their layout, full size where the size matters.
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Severity } from '@augmix/core';
import { encodeNpy, type NpyData } from '../src/index.js';
import { cifar100C, cifar101, cifar10C } from '../src/node.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-npy-datasets-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
let folders = 0;

const imageBytes = 32 * 32 * 3;
const write = (file: string, data: NpyData, shape: number[]): void =>
  writeFileSync(file, encodeNpy(data, shape));

/** A folder in the published layout: image `n` of a file is filled with `n` modulo 256. */
function corruptedSample(perSeverity: number, { labels }: { labels?: NpyData } = {}): string {
  const folder = join(temporary, `sample-${folders++}`);
  mkdirSync(folder);
  const count = 5 * perSeverity;
  const images = new Uint8Array(count * imageBytes).map((_, at) => Math.floor(at / imageBytes));
  write(join(folder, 'fog.npy'), images, [count, 32, 32, 3]);
  const own = Uint8Array.from({ length: count }, (_, index) => (index % perSeverity) % 10);
  write(join(folder, 'labels.npy'), labels ?? own, [(labels ?? own).length]);
  return folder;
}

const fog = (folder: string, severity: Severity = 1, partial = true) =>
  cifar10C({ folder, corruption: 'fog', severity, partial });

describe('cifar10-c', () => {
  it.each([1, 2, 3, 4, 5] as const)('severity %i is its fifth of the file', async (severity) => {
    const split = await fog(corruptedSample(4), severity).open('test');
    expect(split.length).toBe(4);
    for (let index = 0; index < 4; index++) {
      const { width, height, channels, data } = split.read(index);
      expect([width, height, channels]).toEqual([32, 32, 3]);
      expect(new Set(data)).toEqual(new Set([4 * (severity - 1) + index]));
      expect(split.label(index)).toBe(index);
    }
    expect(() => split.read(4)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    split.close?.();
    expect(() => split.read(0)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  it('reads labels of every integer type, and the folder above', async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => index % 2);
    for (const labels of [Int32Array.from(numbers), BigInt64Array.from(numbers.map(BigInt))]) {
      const split = await fog(corruptedSample(2, { labels })).open('test');
      expect([split.label(0), split.label(1)]).toEqual([0, 1]);
      split.close?.();
    }
    const above = join(temporary, 'above');
    mkdirSync(join(above, 'CIFAR-10-C'), { recursive: true });
    write(join(above, 'CIFAR-10-C', 'fog.npy'), new Uint8Array(5 * imageBytes), [5, 32, 32, 3]);
    write(join(above, 'CIFAR-10-C', 'labels.npy'), new Uint8Array(5), [5]);
    expect((await fog(above).open('test')).length).toBe(1);
  });

  it('takes files of the published size and no other, unless they are a sample', async () => {
    const folder = join(temporary, 'full');
    mkdirSync(folder);
    const header = encodeNpy(new Uint8Array(0), [0]);
    // Not a TextDecoder, whose latin1 is windows-1252: it would change bytes of the magic word.
    const text = Buffer.from(header).toString('latin1');
    // A sparse file: its header, then as many zeros as the published files have.
    const full = text.replace(/\(0,\), \}\s*\n$/, '(50000, 32, 32, 3), }').padEnd(header.length - 1) + '\n';
    writeFileSync(join(folder, 'fog.npy'), Buffer.from(full, 'latin1'));
    truncateSync(join(folder, 'fog.npy'), header.length + 50_000 * imageBytes);
    write(join(folder, 'labels.npy'), new Uint8Array(50_000), [50_000]);
    const split = await fog(folder, 5, false).open('test');
    expect(split.length).toBe(10_000);
    expect(split.read(9_999).data).toHaveLength(imageBytes);
    split.close?.();
    await expect(fog(corruptedSample(4), 1, false).open('test')).rejects.toMatchObject({
      code: 'DATA_INVALID',
      details: { expected: 'uint8 [50000, 32, 32, 3]' },
    });
  });

  const damages: [string, string, string, (folder: string) => void][] = [
    ['a truncated file', 'DATA_TRUNCATED', 'fog.npy', (f) => truncateSync(join(f, 'fog.npy'), 9_000)],
    [
      'a file without a header',
      'DATA_INVALID',
      'fog.npy',
      (f) => writeFileSync(join(f, 'fog.npy'), 'no npy'),
    ],
    [
      'another shape',
      'DATA_INVALID',
      'fog.npy',
      (f) => write(join(f, 'fog.npy'), new Uint8Array(20 * imageBytes), [20, 3, 32, 32]),
    ],
    [
      'a number of images that is no multiple of 5',
      'DATA_INVALID',
      'fog.npy',
      (f) => write(join(f, 'fog.npy'), new Uint8Array(19 * imageBytes), [19, 32, 32, 3]),
    ],
    [
      'another type',
      'DATA_INVALID',
      'fog.npy',
      (f) => write(join(f, 'fog.npy'), new Float32Array(20 * imageBytes), [20, 32, 32, 3]),
    ],
    [
      'too few labels',
      'DATA_INVALID',
      'labels.npy',
      (f) => write(join(f, 'labels.npy'), new Uint8Array(4), [4]),
    ],
    [
      'labels that are no classes',
      'DATA_INVALID',
      'labels.npy',
      (f) => write(join(f, 'labels.npy'), new Uint8Array(20).fill(10), [20]),
    ],
    [
      'labels that differ between severities',
      'DATA_INVALID',
      'labels.npy',
      (f) =>
        write(
          join(f, 'labels.npy'),
          Uint8Array.from({ length: 20 }, (_, i) => i % 10),
          [20],
        ),
    ],
    [
      'labels that are not whole',
      'DATA_INVALID',
      'labels.npy',
      (f) => write(join(f, 'labels.npy'), new Float32Array(20), [20]),
    ],
    ['no labels', 'DATA_MISSING', 'labels.npy', (f) => rmSync(join(f, 'labels.npy'))],
  ];
  it.each(damages)('refuses %s by name', async (_, code, file, damage) => {
    const folder = corruptedSample(4);
    damage(folder);
    await expect(fog(folder).open('test')).rejects.toMatchObject({
      code,
      details: { file: join(folder, file) },
    });
  });

  it('suggests the nearest of the files that are there', async () => {
    const misspelt = cifar10C({ folder: corruptedSample(1), corruption: 'fgo', severity: 1, partial: true });
    await expect(misspelt.open('test')).rejects.toMatchObject({
      code: 'DATA_MISSING',
      details: { suggestion: 'did you mean "fog"?' },
    });
  });

  it('has no images to train on', async () => {
    await expect(fog(corruptedSample(1)).open('train')).rejects.toMatchObject({ code: 'DATA_MISSING' });
  });
});

describe('cifar100-c', () => {
  it('has 100 classes, in the order of the alphabet', async () => {
    const labels = Uint8Array.from({ length: 20 }, (_, index) => 96 + (index % 4));
    const dataset = cifar100C({
      folder: corruptedSample(4, { labels }),
      corruption: 'fog',
      severity: 2,
      partial: true,
    });
    const split = await dataset.open('test');
    expect([0, 1, 2, 3].map((index) => dataset.classes[split.label(index)])).toEqual([
      'willow_tree',
      'wolf',
      'woman',
      'worm',
    ]);
    expect(new Set(dataset.classes).size).toBe(100);
    expect([...dataset.classes].sort()).toEqual(dataset.classes);
    split.close?.();
  });
});

describe('cifar10-1', () => {
  it.each([
    ['v6', 2000],
    ['v4', 2021],
  ] as const)('%s has %i images', async (version, count) => {
    const folder = join(temporary, version);
    mkdirSync(folder);
    const images = new Uint8Array(count * imageBytes).fill(7, -imageBytes);
    write(join(folder, `cifar10.1_${version}_data.npy`), images, [count, 32, 32, 3]);
    const labels = Int32Array.from({ length: count }, (_, index) => index % 10);
    write(join(folder, `cifar10.1_${version}_labels.npy`), labels, [count]);
    const split = await cifar101({ folder, version }).open('test');
    expect(split.length).toBe(count);
    expect(split.label(count - 1)).toBe((count - 1) % 10);
    expect(new Set(split.read(count - 1).data)).toEqual(new Set([7]));
    const other = version === 'v6' ? 'v4' : 'v6';
    await expect(cifar101({ folder, version: other }).open('test')).rejects.toMatchObject({
      code: 'DATA_MISSING',
    });
    split.close();
  });
});
