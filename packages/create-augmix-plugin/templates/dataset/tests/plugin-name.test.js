import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { describePlugins } from '@augmix/plugin-testing';
import { pluginNameDataset, plugins } from '../dist/index.js';

// What every plugin of this kind owes those who use it.
describePlugins(plugins, {
  runner: { describe, it },
  documentation: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
});

it('has half as many images to test with', async () => {
  const dataset = pluginNameDataset({ images: 10 });
  const [train, test] = [await dataset.open('train'), await dataset.open('test')];
  assert.deepEqual([train.length, test.length], [10, 5]);
});
