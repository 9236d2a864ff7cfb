// The kit as its users see it, in jest: each law is a test of its own here.
import { expect, test } from '@jest/globals';
import { AugmixError, createRegistry, defineOp, pluginKinds, pluginRef, z } from '@augmix/core';
import * as tf from '@tensorflow/tfjs';
import {
  brokenLaws,
  describeAugmentation,
  describeBackend,
  describeBatchAugmentation,
  describeCallback,
  describeCorruption,
  describeDataset,
  describeLoss,
  describeMetric,
  describeModel,
  describeOp,
  describeOptimizer,
  describePerturbation,
  describePlugins,
  describeSchedule,
  lawsOf,
} from '../src/index.js';
import { kernelFamilies } from '../src/internal/kernel-cases.js';
import { about, goodPlugins, goodSet, op } from './good-plugins.js';

const documentation = Object.values(goodPlugins)
  .map(({ name }) => name)
  .join(', ');
const count = describePlugins(goodSet, { tf, documentation, examples: { 'op/acme/add': () => op() } });

describeOp(goodPlugins.op, { options: { by: 3 } });
describeAugmentation(goodPlugins.augmentation);
describeBatchAugmentation(goodPlugins['batch-augmentation']);
describeLoss(goodPlugins.loss, { tf });
describeMetric(goodPlugins.metric);
describeModel(goodPlugins.model, { tf });
describeDataset(goodPlugins.dataset);
describeCorruption(goodPlugins.corruption);
describePerturbation(goodPlugins.perturbation);
describeOptimizer(goodPlugins.optimizer, { tf });
describeSchedule(goodPlugins.schedule);
describeBackend(goodPlugins.backend, { tf });
describeCallback(goodPlugins.callback);

test('every kind has laws of its own, and a whole set says how many plugins and cases there are', () => {
  const cases = pluginKinds.map((kind) => lawsOf(kind).length);
  for (const number of cases) expect(number).toBeGreaterThan(8);
  // Backends are compared besides, one law for each family of operations.
  expect(count).toEqual({
    plugins: 13,
    cases: cases.reduce((a, b) => a + b) + kernelFamilies.length + 13 + 1,
  });
});

test('the names of the laws of a kind are different', () => {
  for (const kind of pluginKinds) {
    const names = lawsOf(kind).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('options without a default take an example, an allowed value, a plugin, or the smallest number', async () => {
  let seen: unknown;
  const options = z.strictObject({
    example: z
      .number()
      .meta({ examples: [7] })
      .describe('A number.'),
    choice: z.enum(['b', 'a']).describe('A choice.'),
    inner: pluginRef('op').describe('An op.'),
    least: z.int().min(3).describe('A number.'),
    word: z.string().describe('A word.'),
  });
  const needy = defineOp({
    name: 'acme/needy',
    summary: about.summary,
    options,
    load: async () => (given) => {
      seen = given;
      return { ...op(), name: 'acme/needy' };
    },
  });
  const registry = createRegistry().use(goodPlugins.op);
  expect(await brokenLaws(needy, { registry, options: { word: 'mine' } })).toEqual([]);
  expect(seen).toEqual({
    example: 7,
    choice: 'b',
    inner: { type: 'acme/add', by: 20 },
    least: 3,
    word: 'mine',
  });
});

test('an op may refuse all but three channels', async () => {
  const apply: ReturnType<typeof op>['apply'] = (image, args, out) => {
    if (image.channels === 3) return op().apply(image, args, out);
    throw new AugmixError('IMAGE_UNSUPPORTED', `${image.channels} channels`);
  };
  const colourful = { ...goodPlugins.op, load: async () => () => ({ ...op(), apply }) };
  expect(await brokenLaws(colourful)).toEqual([]);
});

test('settings for a plugin that is not in the set are an error with the nearest name', () => {
  expect(() => describePlugins(goodSet, { options: { 'op/acme/ad': {} } })).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      details: expect.objectContaining({ suggestion: 'did you mean "op/acme/add"?' }),
    }),
  );
});

test('a loss without TensorFlow.js is told what to pass in', async () => {
  const broken = await brokenLaws(goodPlugins.loss);
  expect(broken.map(({ found }) => found)).toContain(
    'it threw USAGE: the kit needs TensorFlow.js for the loss "acme/cross-entropy"; expected tf: the module @tensorflow/tfjs-core or @tensorflow/tfjs, with a backend that runs',
  );
});
