// Plain packages run in browsers and workers: what their main entry loads is free of Node.js and TensorFlow.js.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { test } from 'node:test';
import ts from 'typescript';

const packages = new URL('../../packages/', import.meta.url);
const manifest = (name) => JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), 'utf8'));
const names = readdirSync(packages).filter((name) => existsSync(new URL(`${name}/package.json`, packages)));
const plain = names.filter((name) => manifest(name).nx.tags.includes('layer:plain'));

/** Every package that a built file and the files beside it import. */
function importedPackages(file, seen = new Set()) {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) =>
    fileName.startsWith('.') ? importedPackages(new URL(fileName, file), seen) : [fileName],
  );
}

const isForbidden = (name) =>
  name.startsWith('node:') || builtinModules.includes(name) || name.startsWith('@tensorflow/');

for (const name of plain) {
  test(`@augmix/${name} needs neither Node.js nor TensorFlow.js`, () => {
    const imported = importedPackages(new URL(`${name}/dist/index.js`, packages));
    assert.deepEqual(imported.filter(isForbidden), []);
  });
}

test('the look into built files does find imports', () => {
  const imported = importedPackages(new URL('core/dist/node.js', packages));
  assert.ok(imported.some(isForbidden));
});
