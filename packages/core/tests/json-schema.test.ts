import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { createRegistry, defineDataset, pluginKinds, runJsonSchema, z } from '../src/index.js';
import { acme } from './acme-plugins.js';

type Validate = ((value: unknown) => boolean) & { errors?: unknown };
type AjvClass = new (options: object) => { compile(schema: object): Validate };
const Ajv = createRequire(import.meta.url)('ajv') as AjvClass;

const cards = defineDataset({
  name: 'cards',
  summary: 'Playing cards.',
  options: z.strictObject({ root: z.string().default('data').describe('Where the files are.') }),
  load: async () => () => ({}) as never,
});
const registry = createRegistry().use(acme).use(cards);
const schema = runJsonSchema(registry);
const open = runJsonSchema(registry, { open: true });
const validates = (which: object, value: unknown) => new Ajv({ strictDefaults: false }).compile(which)(value);

describe('the JSON Schema of a run', () => {
  test('is draft 7, with a list of plugins for every kind', () => {
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(Object.keys(schema['definitions'] as object)).toEqual([...pluginKinds]);
  });

  test('leads from a place that names a plugin to the plugins of its kind', () => {
    expect(schema['properties']).toMatchObject({
      dataset: { description: 'What to train and test on.', allOf: [{ $ref: '#/definitions/dataset' }] },
      transforms: { items: { allOf: [{ $ref: '#/definitions/op' }] } },
      augmentation: { default: 'augmix', allOf: [{ $ref: '#/definitions/augmentation' }] },
    });
    expect(JSON.stringify(schema)).not.toContain('pluginKind');
  });

  test('carries names, summaries, option descriptions and defaults for editors', () => {
    expect(schema['definitions']).toMatchObject({
      dataset: {
        anyOf: [
          {
            title: 'cards',
            description: 'Playing cards.',
            properties: {
              type: { const: 'cards' },
              root: { type: 'string', default: 'data', description: 'Where the files are.' },
            },
            required: ['type'],
            additionalProperties: false,
          },
          { type: 'string', enum: ['cards'] },
        ],
      },
    });
  });

  test.each([
    { dataset: 'cards' },
    { dataset: { type: 'cards', root: 'x' }, validation: 10, trainer: { epochs: 2 } },
    { dataset: 'cards', validation: { count: 10 } },
    { dataset: 'cards', transforms: ['brighten', { type: 'resize', width: 3 }] },
    {
      dataset: 'cards',
      augmentation: { type: 'chain', first: { type: 'brighten', by: 3 }, ops: ['brighten'] },
    },
  ])('admits %j', (value) => {
    expect(validates(schema, value)).toBe(true);
  });

  test.each([
    {},
    { dataset: 'crads' },
    { dataset: { type: 'cards', rot: 'x' } },
    { dataset: 'cards', trainer: { epochs: 0 } },
    { dataset: 'cards', trainer: { epoch: 1 } },
    { dataset: 'cards', views: ['blurred'] },
    { dataset: 'cards', transforms: ['resize'] },
    { dataset: 'cards', transforms: ['chain'] },
    { dataset: 'cards', augmentation: { type: 'chain', first: { type: 'brighten', by: 300 } } },
    { dataset: 'cards', loss: 'any' },
  ])('refuses %j', (value) => {
    expect(validates(schema, value)).toBe(false);
  });

  test('leaves vendor/name open only where asked to', () => {
    const value = {
      dataset: 'vendor/flowers',
      transforms: [{ type: 'vendor/mirror', anything: 1 }],
      loss: 'vendor/x',
    };
    expect(validates(open, value)).toBe(true);
    expect(validates(schema, value)).toBe(false);
    expect(validates(open, { dataset: 'crads' })).toBe(false);
  });
});
