import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRegistry, defineDataset, z } from '../src/index.js';
import { applyOverrides, loadRun, parseConfigText, toYaml } from '../src/node/index.js';
import { thrownBy } from './acme-plugins.js';

const folder = mkdtempSync(join(tmpdir(), 'augmix-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const registry = createRegistry().use(
  defineDataset({
    name: 'cards',
    summary: '.',
    options: z.strictObject({ roots: z.array(z.string()).default([]) }),
    load: async () => () => ({}) as never,
  }),
);

const fails = async (text: string, overrides: string[] = []) => {
  const file = join(folder, 'run.yaml');
  writeFileSync(file, text);
  const error: unknown = await loadRun(registry, file, overrides).catch((caught: unknown) => caught);
  return expect((error as { toLine(): string }).toLine().replace(file, 'run.yaml'));
};

test('an override may set an option of a plugin that the config leaves to its default', () => {
  expect(applyOverrides({ seed: 1 }, ['optimizer.momentum=0'], { optimizer: 'sgd' })).toEqual({
    seed: 1,
    optimizer: { type: 'sgd', momentum: 0 },
  });
});

describe('a wrong config file', () => {
  test('points at a misspelt key', async () => {
    (await fails('dataset: cards\ntrainer:\n  epochs: 1\n  batchsize: 2\n')).toBe(
      'CONFIG_UNKNOWN_KEY at run.yaml:4:3 trainer.batchsize: unknown key "batchsize"; did you mean "batchSize"?',
    );
  });

  test('points at a wrong item of a list', async () => {
    (await fails('dataset:\n  type: cards\n  roots:\n    - a\n    - 7\n')).toBe(
      'CONFIG_INVALID_VALUE at run.yaml:5:7 dataset.roots[1]: invalid value 7; expected a string',
    );
  });

  test('points at an unknown plugin', async () => {
    (await fails('seed: 1\ndataset: { type: crads }\n')).toBe(
      'PLUGIN_UNKNOWN at run.yaml:2:12 dataset.type: unknown dataset "crads"; did you mean "cards"?',
    );
  });

  test('points at the file when a key is missing from its top', async () => {
    (await fails('seed: 1\n')).toMatch(
      /^CONFIG_INVALID_VALUE at run\.yaml dataset: a value is missing; expected /,
    );
  });

  test('points at the nearest parent of what an override brought in', async () => {
    (await fails('dataset: cards\ntrainer:\n  epochs: 1\n', ['trainer.epoch=2'])).toMatch(
      /^CONFIG_UNKNOWN_KEY at run\.yaml:2:1 trainer\.epoch: /,
    );
  });

  test.each([
    ['a: [1, 2\nb: 3\n', 'run.yaml:2:'],
    ['a: 1\na: 2\n', 'run.yaml:2:1'],
    ['{ "a": }\n"', 'run.yaml:2:'],
    ['a: *nowhere\n', 'run.yaml'],
    ['a: 1\n---\nb: 2\n', 'run.yaml:2:'],
  ])('%j is a syntax error with a position', async (text, place) => {
    (await fails(text)).toContain(`CONFIG_SYNTAX at ${place}`);
  });

  test('that is not there says so, with exit code 2', async () => {
    const error: unknown = await loadRun(registry, join(folder, 'none.yaml')).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code: 'CONFIG_NOT_FOUND', exitCode: 2 });
  });
});

describe('config text', () => {
  test('may be YAML or JSON, with comments, or empty', () => {
    expect(parseConfigText('seed: 3 # lucky\nviews: [clean]', 'a').value).toEqual({
      seed: 3,
      views: ['clean'],
    });
    expect(parseConfigText('{"seed": 3, "views": ["clean"]}', 'a').value).toEqual({
      seed: 3,
      views: ['clean'],
    });
    expect(parseConfigText('# nothing yet\n', 'a').value).toEqual({});
  });

  test('comes back from toYaml as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect(parseConfigText(toYaml(json), 'a').value).toEqual(json);
      }),
      { numRuns: 50 },
    );
  });
});

describe('overrides', () => {
  test.each([
    [{}, ['trainer.epochs=3'], { trainer: { epochs: 3 } }],
    [{ seed: 1 }, ['seed=2', 'seed=3'], { seed: 3 }],
    [
      { augmentation: 'augmix' },
      ['augmentation.severity=5'],
      { augmentation: { type: 'augmix', severity: 5 } },
    ],
    [{ augmentation: { type: 'augmix', width: 2 } }, ['augmentation=none'], { augmentation: 'none' }],
    [{ transforms: ['a', 'b'] }, ['transforms[1]=c'], { transforms: ['a', 'c'] }],
    [{ transforms: ['a'] }, ['transforms.0.fill=[1, 2]'], { transforms: [{ type: 'a', fill: [1, 2] }] }],
    [{}, ['transforms[0]=a'], { transforms: ['a'] }],
    [{}, ['model={ type: tiny, width: 2 }'], { model: { type: 'tiny', width: 2 } }],
    [{}, ['note=a=b'], { note: 'a=b' }],
    [{ validation: 3 }, ['validation='], { validation: null }],
    [undefined, ['seed=1'], { seed: 1 }],
  ])('%j with %j is %j', (config, overrides, result) => {
    expect(applyOverrides(config, overrides)).toEqual(result);
  });

  test('leave the config that they are given alone', () => {
    const config = { trainer: { epochs: 1 } };
    applyOverrides(config, ['trainer.epochs=2']);
    expect(config).toEqual({ trainer: { epochs: 1 } });
  });

  test.each(['seed', '=3', 'seed.low=3', 'a={', 'views.first=clean'])(
    '%j is refused as wrong usage',
    (override) => {
      expect(thrownBy(() => applyOverrides({ seed: 1, views: ['clean'] }, [override]))).toMatchObject({
        code: 'USAGE',
        exitCode: 2,
      });
    },
  );
});
