import { describe, expect, test } from '@jest/globals';
import {
  createRegistry,
  defineBatchAugmentation,
  defineDataset,
  defineMetric,
  parseWith,
  resolveRun,
  z,
} from '../src/index.js';
import {
  defineBackend,
  defineLoss,
  defineModel,
  defineOptimizer,
  defineSchedule,
} from '../src/tensor/index.js';
import { acme, thrownBy } from './acme-plugins.js';

const load = async () => () => ({}) as never;
const options = z.strictObject({});
const registry = createRegistry()
  .use(acme)
  .use(
    defineDataset({
      name: 'cards',
      summary: '.',
      options: z.strictObject({ root: z.string().default('data') }),
      load,
    }),
  )
  .use(
    defineModel({
      name: 'tiny',
      summary: '.',
      options: z.strictObject({ width: z.int().min(1).default(4) }),
      load,
    }),
  )
  .use(defineLoss({ name: 'jensen-shannon', summary: '.', options, load }))
  .use(defineOptimizer({ name: 'sgd', summary: '.', options, load }))
  .use(defineSchedule({ name: 'cosine', summary: '.', options, load }))
  .use(defineBackend({ name: 'auto', summary: '.', options, load }));
const config = { dataset: 'cards', model: 'tiny', augmentation: 'chain', transforms: [], metrics: [] };

describe('resolveRun', () => {
  test('fills in everything that a run can say', () => {
    expect(resolveRun(registry, { ...config, $schema: 'run.schema.json' })).toEqual({
      plugins: [],
      seed: 1,
      dataset: { type: 'cards', root: 'data' },
      validation: 0,
      transforms: [],
      augmentation: { type: 'chain', first: { type: 'brighten', by: 16, wrap: false }, ops: [] },
      views: ['clean', 'augmented', 'augmented'],
      model: { type: 'tiny', width: 4 },
      loss: { type: 'jensen-shannon' },
      optimizer: { type: 'sgd' },
      schedule: { type: 'cosine' },
      metrics: [],
      callbacks: [],
      backend: { type: 'auto' },
      trainer: {
        epochs: 100,
        batchSize: 128,
        evalBatchSize: 250,
        logEverySteps: 10,
        replicas: 1,
        checkpointEverySteps: 100,
        validateEveryEpochs: 1,
      },
      pipeline: { workers: 1, prefetch: 4 },
    });
  });

  test('is the identity on a resolved config, through JSON', () => {
    const once = resolveRun(registry, config);
    expect(resolveRun(registry, JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  test.each([
    [{ trainer: { epoch: 3 } }, 'CONFIG_UNKNOWN_KEY', 'trainer.epoch', 'did you mean "epochs"?'],
    [{ agumentation: 'chain' }, 'CONFIG_UNKNOWN_KEY', 'agumentation', 'did you mean "augmentation"?'],
    [{ validation: { cuont: 3 } }, 'CONFIG_UNKNOWN_KEY', 'validation.cuont', 'did you mean "count"?'],
    [{ model: { type: 'tiny', widht: 3 } }, 'CONFIG_UNKNOWN_KEY', 'model.widht', 'did you mean "width"?'],
    [
      { loss: { type: 'jensen-shannon', weight: 3 } },
      'CONFIG_UNKNOWN_KEY',
      'loss.weight',
      'nothing can be set here',
    ],
    [{ model: 'tyni' }, 'PLUGIN_UNKNOWN', 'model', 'did you mean "tiny"?'],
    [
      { transforms: ['brighten', { type: 'brihgten' }] },
      'PLUGIN_UNKNOWN',
      'transforms[1].type',
      'did you mean "brighten"?',
    ],
    [
      { augmentation: { type: 'chain', ops: [{ type: 'chain', first: 'x' }] } },
      'PLUGIN_UNKNOWN',
      'augmentation.ops[0].type',
      'known: brighten, resize',
    ],
    [{ views: ['clean', 'augmentd'] }, 'CONFIG_INVALID_VALUE', 'views[1]', 'did you mean "augmented"?'],
  ])('%j fails with %s at %s: %s', (change, code, path, suggestion) => {
    expect(thrownBy(() => resolveRun(registry, { ...config, ...change }))).toMatchObject({
      code,
      details: { path, suggestion },
    });
  });

  test.each([
    [{ seed: 1.5 }, 'seed', 'a whole number'],
    [{ seed: -1 }, 'seed', 'a number of at least 0'],
    [{ seed: '1' }, 'seed', 'a number'],
    [{ pipeline: { workers: 257 } }, 'pipeline.workers', 'a number of at most 256'],
    [{ views: [] }, 'views', 'an array of length of at least 1'],
    [{ validation: 'some' }, 'validation', 'a number or an object'],
    [{ validation: { count: -1 } }, 'validation.count', 'a number of at least 0'],
    [{ augmentation: { severity: 3 } }, 'augmentation', 'a plugin name, or an object with "type"'],
    [{ normalization: { mean: [0], std: [0] } }, 'normalization.std[0]', 'a number above 0'],
    [{ normalization: { mean: [0, 0], std: [1] } }, 'normalization', 'as many of both'],
    [{ dataset: undefined }, 'dataset', 'a plugin name, or an object with "type"'],
  ])('%j is wrong at %s: expected %s', (change, path, expected) => {
    expect(thrownBy(() => resolveRun(registry, { ...config, ...change }))).toMatchObject({
      details: { path, expected },
    });
  });

  test.each([null, 3, 'text', []])('%j is no config', (value) => {
    expect(thrownBy(() => resolveRun(registry, value))).toMatchObject({
      code: 'CONFIG_INVALID_VALUE',
      details: { expected: 'an object' },
    });
  });
});

describe('a batch augmentation', () => {
  const blend = defineBatchAugmentation({
    name: 'blend',
    summary: '.',
    options: z.strictObject({ alpha: z.number().positive().default(1) }),
    load,
  });
  const blended = { ...config, batchAugmentation: 'blend' };

  test.each(['clean', 'augmented'])('goes with a single %s view', (view) => {
    const run = resolveRun(registry.use(blend), { ...blended, views: [view] });
    expect(run.batchAugmentation).toEqual({ type: 'blend', alpha: 1 });
    expect(resolveRun(registry.use(blend), JSON.parse(JSON.stringify(run)))).toEqual(run);
  });

  test('is refused with several, which a consistency loss would compare', () => {
    expect(thrownBy(() => resolveRun(registry.use(blend), blended))).toMatchObject({
      code: 'CONFIG_CONFLICT',
      message:
        'batch augmentation "blend" mixes images and labels, so 3 views of one image cannot be compared',
      details: { path: 'views', expected: 'a single view' },
    });
  });

  test('is looked up among its kind', () => {
    expect(
      thrownBy(() => resolveRun(registry.use(blend), { ...blended, batchAugmentation: 'blnd' })),
    ).toMatchObject({
      code: 'PLUGIN_UNKNOWN',
      details: { path: 'batchAugmentation', suggestion: 'did you mean "blend"?' },
    });
  });
});

describe('parseWith', () => {
  test('reports a misspelt key before the missing one that it was meant to be', () => {
    const schema = z.strictObject({ width: z.int() });
    expect(thrownBy(() => parseWith(schema, { widht: 3 }))).toMatchObject({ code: 'CONFIG_UNKNOWN_KEY' });
  });

  test('shortens long values and starts paths where it is told', () => {
    const error = thrownBy(() =>
      parseWith(z.strictObject({ a: z.int() }), { a: 'x'.repeat(99) }, ['ops', 2]),
    );
    expect(error).toMatchObject({
      details: { path: 'ops[2].a' },
      message: `invalid value "${'x'.repeat(56)}…`,
    });
  });

  test('says what is missing', () => {
    expect(thrownBy(() => parseWith(z.strictObject({ a: z.int() }), {}))).toMatchObject({
      message: 'a value is missing',
      details: { path: 'a', expected: 'a number' },
    });
  });

  test('refuses a metric that is named twice', () => {
    const error = defineMetric({ name: 'error', summary: '.', options, load });
    const twice = { ...config, metrics: ['error', { type: 'error' }] };
    expect(thrownBy(() => resolveRun(registry.use(error), twice))).toMatchObject({
      code: 'CONFIG_CONFLICT',
      details: { path: 'metrics[1]' },
    });
  });
});
