import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { describePlugins } from '@augmix/plugin-testing';
import { pluginNameMetric, plugins } from '../dist/index.js';

// What every plugin of this kind owes those who use it.
describePlugins(plugins, {
  runner: { describe, it },
  documentation: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
});

it('counts images whose class is among the k likeliest', () => {
  const metric = pluginNameMetric({ k: 2 });
  metric.update({ logits: Float32Array.of(3, 2, 1, 3, 2, 1), classes: 3, labels: [1, 2] });
  assert.equal(metric.compute(), 50);
});
