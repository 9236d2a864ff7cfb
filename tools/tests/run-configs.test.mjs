// Every run config that users are shown is one that the published JSON Schema and the command admit, and every file names the
// schema in its first line, so that editors complete it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runConfigSchema } from '@augmix/core';
import { loadRun, parseConfigText } from '@augmix/core/node';
import { modelFlags } from '@augmix/evaluation';
import { createFirstPartyRegistry } from 'augmix';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const schemaFile = require.resolve('augmix/run.schema.json');
const validate = new Ajv({ strictDefaults: false }).compile(require(schemaFile));
const root = fileURLToPath(new URL('../../', import.meta.url));

const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).stdout.split('\0');
const read = (file) => readFileSync(join(root, file), 'utf8');

/** What the schema says against a config, as far as one can say without the data set that a fragment leaves out. */
function complaints(value) {
  return validate({ dataset: 'cifar10', ...value }) ? [] : validate.errors;
}

// Examples, quickstart and fixtures; those that are wrong on purpose have tests of their own.
const files = tracked.filter((file) => /\.ya?ml$/.test(file) && !file.includes('/wrong-configs/'));

test('there are configs to look at', () => {
  assert.ok(files.some((file) => file.startsWith('examples/')));
});

for (const file of files) {
  test(`${file} is admitted and names the schema`, async () => {
    const text = read(file);
    const [, reference] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    assert.ok(reference, 'the first line names no schema');
    // Fixtures are copied into a project that has the packages installed.
    if (!file.includes('/fixtures/')) {
      const target = resolve(root, dirname(file), reference.replace('node_modules/augmix/', 'packages/cli/'));
      assert.equal(target, resolve(root, 'packages/cli/dist/run.schema.json'));
      assert.ok(existsSync(resolve(root, dirname(file), reference)), `${reference} is not there`);
      await loadRun(createFirstPartyRegistry(), join(root, file));
    }
    const { value } = parseConfigText(text, file);
    assert.ok(value.dataset, 'no data set');
    assert.deepEqual(complaints(value), []);
  });
}

/** The ```yaml blocks of a page, with their lines. */
function* blocks(file) {
  const text = read(file);
  for (const match of text.matchAll(/^```ya?ml.*\n([\s\S]*?)^```$/gm)) {
    yield { line: text.slice(0, match.index).split('\n').length + 1, text: match[1] };
  }
}

const settings = new Set(Object.keys(runConfigSchema.shape));
const ofModels = new Set(['model', ...modelFlags.map(({ key }) => key)]);
const pages = tracked.filter((file) => file.endsWith('.md') && !file.endsWith('CHANGELOG.md'));

test('every YAML block of the docs is a config, a part of one, or describes a model', () => {
  let configs = 0;
  for (const file of pages) {
    for (const { line, text } of blocks(file)) {
      const { value } = parseConfigText(text, file);
      const keys = Object.keys(value);
      if (keys.some((key) => !settings.has(key)) && keys.every((key) => ofModels.has(key))) continue;
      assert.deepEqual(complaints(value), [], `${file}:${line}`);
      configs++;
    }
  }
  assert.ok(configs > 20, `only ${configs} configs found`);
});
