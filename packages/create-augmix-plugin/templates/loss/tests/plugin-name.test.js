import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { describePlugins } from '@augmix/plugin-testing';
import * as tf from '@tensorflow/tfjs';
import { pluginNameLoss, plugins } from '../dist/index.js';

// What every plugin of this kind owes those who use it.
describePlugins(plugins, {
  runner: { describe, it },
  tf,
  documentation: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
});

it('is the logarithm of the number of classes where all logits are equal', async () => {
  const input = { logits: tf.zeros([1, 4]), labels: tf.tensor2d([[1, 0, 0, 0]]), views: 1 };
  const [loss] = await pluginNameLoss().compute(input).data();
  assert.ok(Math.abs(loss - Math.log(4)) < 1e-6);
});
