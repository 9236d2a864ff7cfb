// Every plugin that comes with AugMix passes its kit, from the moment it is registered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { isTensorflowInstalled } from '@augmix/backend-tensorflow';
import { pluginKinds, type AnyPlugin, type Registry } from '@augmix/core';
import type { Backend } from '@augmix/core/tensor';
import { describePlugins } from '@augmix/plugin-testing';
import * as tf from '@tensorflow/tfjs';
import { createFirstPartyRegistry } from 'augmix';
import { workspace } from './installed.js';
import { pluginOptions } from './plugin-data.js';

const registry = createFirstPartyRegistry() as unknown as Registry<AnyPlugin>;

// Tensors live somewhere before a loss is computed.
beforeAll(async () => {
  await ((await registry.create('backend', 'wasm')) as Backend).start();
});

// Every backend that runs here is compared with plain JavaScript, operation by operation and in a step of training.
const training = {
  model: { type: 'wide-resnet', depth: 10, widen: 1, width: 4 },
  loss: 'jensen-shannon',
  optimizer: 'sgd',
};
const count = describePlugins(registry, { tf, training, options: pluginOptions() });
console.log(`${count.plugins} plugins, ${count.cases} cases`);
if (!(await isTensorflowInstalled()))
  console.log('NOT TESTED: backend tensorflow is not installed (augmix backend install tensorflow)');

it('leaves out no plugin', () => {
  expect(count.plugins).toBe(registry.list().length);
  expect(count.cases).toBeGreaterThan(9 * count.plugins);
});

const plugins = registry.list().map(({ plugin, origin }) => ({
  ...plugin,
  id: `${plugin.kind}/${plugin.name}`,
  folder: origin.package.replace(/^@augmix\//, '').replace(/^augmix$/, 'cli'),
}));

const read = (...path: string[]): string => readFileSync(join(workspace, ...path), 'utf8');

/** Names by kind, from the links of the reference's list. */
const referencePage = (): string[] =>
  [...read('docs', 'reference', 'plugins.md').matchAll(/^\| \[`([^`]+)`\]\(plugins\/([^/]+)\//gm)].map(
    ([, name, kind]) => `${kind}/${name}`,
  );

describe.each(plugins)('$id', ({ name, id, folder }) => {
  it('has no vendor in its name', () => {
    expect(name).not.toContain('/');
  });

  it('is in the README of its package and in the reference, with a page of its own', () => {
    expect(read('packages', folder, 'README.md')).toMatch(new RegExp(`(?<![\\w-])${name}(?![\\w-])`));
    expect(referencePage()).toContain(id);
    expect(read('docs', 'reference', 'plugins', `${id}.md`)).toContain(`\n# ${name}\n`);
  });
});

describe('the list of the reference', () => {
  it('lists nothing that is not registered', () => {
    expect(referencePage().sort()).toEqual(plugins.map(({ id }) => id).sort());
  });

  it('has the kinds in their order', () => {
    const kinds = [...new Set(referencePage().map((id) => id.split('/')[0]))];
    expect(kinds).toEqual(pluginKinds.filter((kind) => kinds.includes(kind)));
  });
});
