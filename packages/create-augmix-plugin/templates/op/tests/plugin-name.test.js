import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createImage } from '@augmix/core';
import { describePlugins } from '@augmix/plugin-testing';
import { applyPluginName, plugins } from '../dist/index.js';

// What every plugin of this kind owes those who use it.
describePlugins(plugins, {
  runner: { describe, it },
  documentation: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
});

it('adds levels, at most to 255', () => {
  const image = createImage(1, 1, 3, Uint8Array.of(0, 100, 250));
  assert.deepEqual([...applyPluginName(image, { levels: 10 }).data], [10, 110, 255]);
});
