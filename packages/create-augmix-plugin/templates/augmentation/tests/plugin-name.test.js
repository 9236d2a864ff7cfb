import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createImage, createRegistry, defineOp, keyedStream, z } from '@augmix/core';
import { describePlugins } from '@augmix/plugin-testing';
import { plugins } from '../dist/index.js';

// Stands for the ops of @augmix/ops, which users have.
const invert = () => ({
  name: 'rotate',
  fromSeverity: () => ({}),
  apply: (image) => ({ ...image, data: image.data.map((level) => 255 - level) }),
});
const rotate = defineOp({
  name: 'rotate',
  summary: 'Inverts.',
  options: z.strictObject({}),
  load: async () => invert,
});
const registry = createRegistry().use(rotate);

// What every plugin of this kind owes those who use it.
describePlugins(plugins, {
  runner: { describe, it },
  registry,
  documentation: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
});

it('gives the normalised result of the op', async () => {
  const augmentation = await registry.use(plugins).create('augmentation', { type: 'vendor/plugin-name' });
  const image = createImage(1, 1, 1, Uint8Array.of(255));
  const view = new Float32Array(1);
  const trace = augmentation.sample(keyedStream({ seed: 1, purpose: 'view' }), image);
  augmentation.render(image, trace, { mean: [0.5], std: [0.25] }, view);
  assert.deepEqual([...view], [-2]);
});
