import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { AugmixError } from '@augmix/core';
import { publishedDatasets, publishedRows, type PublishedRow } from '../../src/published/index.js';

interface StoredFile {
  corruptions?: string[];
  sources: Record<string, unknown>;
  rows: { source: string; via?: string }[];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const decimals = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/** How far a rounded mean may be from the mean of rounded values; the values may end in zeros. */
const rounding = (stated: number, values: number[]): number =>
  0.5 * 10 ** -decimals(stated) + 0.5 * 10 ** -Math.max(...values.map(decimals)) + 1e-9;

const title = ({ method, model, source, origin }: PublishedRow): string =>
  [method, model, origin, source.url].join(', ');

describe.each(publishedDatasets)('published numbers of %s', (dataset) => {
  const rows = publishedRows(dataset);
  const file = new URL(`../../src/published/data/${dataset}.json`, import.meta.url);
  const { corruptions, sources, rows: stored } = JSON.parse(readFileSync(file, 'utf8')) as StoredFile;

  test('the mean of a row is the mean of its corruptions, up to rounding', () => {
    for (const row of rows) {
      for (const [stated, byName] of [
        [row.meanCorruptionError, row.perCorruption],
        [row.mce, row.corruptionErrors],
      ] as const) {
        if (!byName) continue;
        const values = Object.values(byName);
        expect({ row: title(row), names: Object.keys(byName) }).toEqual({
          row: title(row),
          names: corruptions,
        });
        expect(Math.abs(mean(values) - (stated ?? NaN))).toBeLessThanOrEqual(rounding(stated ?? 0, values));
      }
    }
  });

  test('no two rows have the same method, model, origin and source', () => {
    expect(new Set(rows.map(title)).size).toBe(rows.length);
  });

  test('every row has a source with an address, and no source is unused', () => {
    for (const { source, via } of rows) {
      for (const { url, protocol } of via ? [source, via] : [source]) {
        expect(new URL(url).protocol).toBe('https:');
        expect(protocol).toMatch(/^([A-Z]|mCE ).+\.$/);
      }
    }
    const used = new Set(stored.flatMap(({ source, via }) => (via === undefined ? [source] : [source, via])));
    expect([...used].sort()).toEqual(Object.keys(sources).sort());
  });

  test('numbers are percentages, and every row has one that sums it up', () => {
    for (const row of rows) {
      const { cleanError, meanCorruptionError, perCorruption, mce, mfr, mt5d, corruptionErrors } = row;
      const errors = [cleanError, meanCorruptionError, ...Object.values(perCorruption ?? {})];
      const normalised = [mce, mfr, mt5d, ...Object.values(corruptionErrors ?? {})];
      for (const value of [...errors, ...normalised].filter((value) => value !== undefined)) {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(100);
      }
      expect(meanCorruptionError ?? mce ?? mfr).toBeDefined();
      if (cleanError !== undefined && meanCorruptionError !== undefined) {
        expect(meanCorruptionError).toBeGreaterThan(cleanError);
      }
    }
  });

  test('what was reported comes before what others measured, and a source is in one piece', () => {
    const order = rows.map(({ origin, source }) => `${origin} ${source.url}`);
    const pieces = order.filter((place, index) => place !== order[index - 1]);
    expect(new Set(pieces).size).toBe(pieces.length);
    const rank = { reported: 0, 're-evaluated': 1, retrained: 2 };
    const ranks = rows.map(({ origin }) => rank[origin]);
    expect(ranks).toEqual([...ranks].sort());
  });
});

describe('publishedRows', () => {
  test('the AugMix weights measured again agree with the paper to a tenth', () => {
    for (const dataset of ['cifar10-c', 'cifar100-c'] as const) {
      const rows = publishedRows(dataset).filter(({ method }) => method === 'AugMix');
      for (const model of ['WideResNet-40-2', 'ResNeXt-29 32x4d']) {
        const [reported, again] = ['reported', 're-evaluated'].map(
          (origin) =>
            rows.find((row) => row.model === model && row.origin === origin)?.meanCorruptionError ?? NaN,
        );
        expect(again.toFixed(1)).toBe(reported.toFixed(1));
      }
    }
  });

  test("AlexNet's own mCE is 100", () => {
    expect(publishedRows('imagenet-c').find(({ model }) => model === 'AlexNet')?.mce).toBe(100);
  });

  test('CIFAR has no normalised numbers: there is no baseline to divide by', () => {
    for (const dataset of ['cifar10-c', 'cifar100-c'] as const) {
      for (const row of publishedRows(dataset)) expect(row.mce ?? row.corruptionErrors).toBeUndefined();
    }
  });

  test('a caller gets copies', () => {
    const [first] = publishedRows('cifar10-c');
    first.meanCorruptionError = 0;
    first.source.title = '';
    expect(publishedRows('cifar10-c')[0]).toMatchObject({
      meanCorruptionError: 30.8,
      source: { kind: 'paper', title: expect.stringContaining('AugMix') },
    });
  });

  test('an unknown test set is an error that names the nearest', () => {
    const unknown = (): unknown => publishedRows('cifar10c' as 'cifar10-c');
    expect(unknown).toThrow(AugmixError);
    expect(unknown).toThrow('no published numbers for "cifar10c"');
    try {
      unknown();
    } catch (error) {
      expect((error as AugmixError).toLine()).toContain('did you mean "cifar10-c"?');
    }
  });
});
