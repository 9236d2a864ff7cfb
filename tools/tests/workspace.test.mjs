// Facts that hold for every package, so that none drifts from the common skeleton.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { boundaryConstraints } from '../config/boundaries.js';

const packages = new URL('../../packages/', import.meta.url);
const read = (file) => readFileSync(new URL(file, packages), 'utf8');
const names = readdirSync(packages).filter((name) => existsSync(new URL(`${name}/package.json`, packages)));
const manifests = new Map(names.map((name) => [name, JSON.parse(read(`${name}/package.json`))]));

test('every package has tags that its imports are judged by', () => {
  assert.equal(boundaryConstraints().length, names.length);
});

test('all packages have the same version', () => {
  assert.equal(new Set([...manifests.values()].map(({ version }) => version)).size, 1);
});

for (const [name, manifest] of manifests) {
  test(`${name} has the common skeleton`, () => {
    for (const file of [
      'README.md',
      'src/index.ts',
      'tests',
      'tsconfig.json',
      'tsup.config.ts',
      'jest.config.js',
    ]) {
      assert.ok(existsSync(new URL(`${name}/${file}`, packages)), `${file} is missing`);
    }
    for (const script of ['build', 'test', 'typecheck', 'lint', 'check-package']) {
      assert.ok(manifest.scripts[script], `script ${script} is missing`);
    }
    assert.equal(manifest.license, 'Apache-2.0');
    assert.equal(read(`${name}/LICENSE`), read('../LICENSE'), 'LICENSE is not that of the project');
    assert.equal(manifest.publishConfig.access, 'public');
    assert.equal(manifest.repository.directory, `packages/${name}`);
    assert.ok(manifest.exports['./package.json']);
  });

  test(`${name} takes TensorFlow.js from whoever uses it`, { skip: name === 'cli' }, () => {
    // One copy only: layers register themselves in module-level maps.
    for (const single of ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@tensorflow/tfjs']) {
      assert.equal(manifest.dependencies?.[single], undefined, `${single} belongs into peerDependencies`);
    }
  });

  test(`the README of ${name} has the common sections`, { skip: name === 'cli' }, () => {
    const sections = [...read(`${name}/README.md`).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    assert.deepEqual(
      sections.filter((title) => ['Install', 'Use', 'Options', 'Differs from the reference'].includes(title)),
      ['Install', 'Use', 'Options', 'Differs from the reference'],
    );
  });
}
