import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createImage } from '@augmix/core';
import { describePlugins } from '@augmix/plugin-testing';
import { pluginNameCorruption, plugins } from '../dist/index.js';

// What every plugin of this kind owes those who use it.
describePlugins(plugins, {
  runner: { describe, it },
  documentation: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
});

it('leaves a share of the light', () => {
  const image = createImage(2, 1, 1, Uint8Array.of(100, 255));
  assert.deepEqual([...pluginNameCorruption().apply(image, { share: 0.5 }).data], [50, 128]);
});
