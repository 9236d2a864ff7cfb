import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { plugins as wasm } from '@augmix/backend-wasm/plugins';
import { createRegistry, z, type AnyPlugin, type Registry, type ResolvedRunConfig } from '@augmix/core';
import { defineBackend, type Backend } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';
import { chooseBackend, train } from '../src/index.js';
import { plugins as trainer } from '../src/plugins.js';
import { freshFolder, smallRun } from './fixtures/small-run.js';

const { AUGMIX_BACKEND } = process.env;

// These tests are about the choice that other tests are spared.
beforeEach(() => void delete process.env['AUGMIX_BACKEND']);
afterEach(() => void (process.env['AUGMIX_BACKEND'] = AUGMIX_BACKEND));

/** A backend under TensorFlow's name that starts WebAssembly, so that a choice shows without TensorFlow. */
const named = (isInstalled: boolean) =>
  defineBackend({
    name: 'tensorflow',
    summary: '.',
    options: z.strictObject({ threads: z.int().default(2) }),
    load: async () => (_, context) => ({
      isInstalled: async () => isInstalled,
      start: async () => ((await context.create('backend', 'wasm')) as Backend).start(),
      describe: async () => ({ threads: '2' }),
    }),
  });

const registryWith = (...plugins: AnyPlugin[]): Registry<AnyPlugin> =>
  plugins.reduce(
    (registry, plugin) => registry.use(plugin),
    createRegistry().use(trainer).use(wasm) as unknown as Registry<AnyPlugin>,
  );

const choice = (registry: Registry<AnyPlugin>): Promise<string> =>
  chooseBackend((name) => registry.create('backend', name));

test('auto is TensorFlow where it is installed, else WebAssembly', async () => {
  expect(await choice(registryWith())).toBe('wasm');
  expect(await choice(registryWith(named(false)))).toBe('wasm');
  expect(await choice(registryWith(named(true)))).toBe('tensorflow');
});

test('AUGMIX_BACKEND decides before what is installed', async () => {
  process.env['AUGMIX_BACKEND'] = 'wasm';
  expect(await choice(registryWith(named(true)))).toBe('wasm');
  process.env['AUGMIX_BACKEND'] = 'auto';
  expect(await choice(registryWith(named(true)))).toBe('tensorflow');
});

test('as a plugin it starts its choice and says which it is', async () => {
  const backend = (await registryWith().create('backend', 'auto')) as Backend;
  await backend.start();
  expect(tf.getBackend()).toBe('wasm');
  expect(await backend.describe()).toMatchObject({ backend: 'wasm', simd: 'true' });
});

test('a run records what auto was, and keeps it when it is gone on with', async () => {
  const directory = freshFolder();
  const recorded = async (): Promise<ResolvedRunConfig['backend']> =>
    (JSON.parse(await readFile(join(directory, 'config.resolved.json'), 'utf8')) as ResolvedRunConfig)
      .backend;
  const run = await smallRun();
  expect(run.config.backend).toEqual({ type: 'auto' });
  expect((await train(run, { directory, maxMinutes: 0 })).isFinished).toBe(false);
  expect(await recorded()).toMatchObject({ type: 'wasm' });

  const later = { ...run, registry: run.registry.use(named(true)) as unknown as typeof run.registry };
  expect((await train(later, { directory, resume: true })).isFinished).toBe(true);
  expect(await recorded()).toMatchObject({ type: 'wasm' });

  const started = freshFolder();
  await train(later, { directory: started, maxMinutes: 0 });
  const config = JSON.parse(
    await readFile(join(started, 'config.resolved.json'), 'utf8'),
  ) as ResolvedRunConfig;
  expect(config.backend).toEqual({ type: 'tensorflow', threads: 2 });
});
