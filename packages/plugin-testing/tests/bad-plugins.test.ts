import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { pluginKinds } from '@augmix/core';
import * as tf from '@tensorflow/tfjs';
import { brokenLaws, lawsOf } from '../src/index.js';
import { badPlugins } from './bad-plugins.js';

const toCpu = async (): Promise<void> => void (await tf.setBackend('cpu'));
beforeAll(toCpu);
afterEach(toCpu);

test.each(badPlugins.map((bad) => [`${bad.kind} that breaks "${bad.law}"`, bad] as const))(
  'the kit catches the %s',
  async (_title, { plugin, law, found, settings }) => {
    const broken = await brokenLaws(plugin, { tf, ...settings });
    expect(broken.find((error) => error.law === law)?.found).toMatch(found);
  },
);

test('no law is without a plugin that breaks it', () => {
  // Those of every plugin are broken by ops.
  const shared = lawsOf('op').filter((law) => lawsOf('schedule').includes(law));
  const laws = pluginKinds.flatMap((kind) =>
    lawsOf(kind)
      .filter((law) => kind === 'op' || !shared.includes(law))
      .map(({ name }) => `${kind}: ${name}`),
  );
  const caught = new Set(badPlugins.map(({ kind, law }) => `${kind}: ${law}`));
  expect(laws.filter((law) => !caught.has(law))).toEqual([]);
});

test('a broken law names plugin, law, what is expected, and what was found', async () => {
  const bad = badPlugins.find(({ law }) => law === 'leaves its image as it was')!;
  const [broken] = await brokenLaws(bad.plugin);
  expect(broken).toMatchObject({ name: 'BrokenLaw', law: 'leaves its image as it was' });
  expect(broken.message).toBe(
    [
      'op "acme/add" breaks "leaves its image as it was".',
      'Expected: an op is pure: the same image goes through several chains',
      'Found: the image that it was given changed: data[0] is 47 instead of 0',
    ].join('\n'),
  );
});
