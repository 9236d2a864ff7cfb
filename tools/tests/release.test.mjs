// What the rehearsal of a release would not let through.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { archiveProblems } from '../release/archives.mjs';
import { budgetProblems } from '../release/budgets.mjs';
import { licenceProblems, runtimeDependencies } from '../release/notices.mjs';
import { root } from '../release/run.mjs';
import { manifestsIn, versionProblems } from '../release/versions.mjs';

const clone = mkdtempSync(join(tmpdir(), 'augmix-release-test-'));
after(() => rmSync(clone, { recursive: true }));

/** Writes files of a small workspace. */
function write(files) {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(clone, file, '..'), { recursive: true });
    writeFileSync(join(clone, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
}
const a = {
  name: '@augmix/a',
  version: '0.1.0',
  publishConfig: { access: 'public' },
  main: './dist/index.js',
};
const b = { name: '@augmix/b', version: '0.1.0', dependencies: { '@augmix/a': '^0.1.0' } };
const fine = {
  'packages/a/package.json': a,
  'packages/a/CHANGELOG.md': '## 0.1.0\n',
  'packages/a/dist/index.js': 'export {};\n',
  'packages/b/package.json': b,
  'packages/b/CHANGELOG.md': '## 0.1.0\n',
  'examples/one/package.json': { dependencies: { '@augmix/a': '0.x' } },
  '.changeset/config.json': {},
};
write(fine);
const before = new Map(
  [...manifestsIn(clone)].map(([folder, one]) => [folder, { ...one, version: '0.0.0' }]),
);

/** The problems with other files; everything is fine again afterwards. */
function withFiles(files) {
  write(files);
  const problems = versionProblems(clone, before);
  write(fine);
  return problems;
}

test('versions and ranges that belong together pass', () => {
  assert.deepEqual(versionProblems(clone, before), []);
});

test('a package with a version of its own does not', () => {
  const [first] = withFiles({ 'packages/b/package.json': { ...b, version: '1.0.0' } });
  assert.equal(first, 'versions are 0.1.0, 1.0.0; expected one 0.x.y for all');
});

test('nor do ranges that do not admit the version, nor a missing entry in a CHANGELOG.md', () => {
  assert.deepEqual(
    withFiles({
      'packages/b/package.json': { ...b, dependencies: { '@augmix/a': '^0.0.0' } },
      'packages/b/CHANGELOG.md': '## 0.0.1\n',
      'examples/one/package.json': { devDependencies: { '@augmix/b': '^0.0.0' } },
    }),
    [
      '@augmix/b has no entry for 0.1.0 in its CHANGELOG.md',
      'packages/b/package.json asks for @augmix/a ^0.0.0 in dependencies; expected ^0.1.0',
      'examples/one/package.json asks for @augmix/b ^0.0.0 in devDependencies; expected 0.x',
    ],
  );
});

test('an archive without its entry or licence, or with sources, tests and maps, does not pass', () => {
  write({
    'packages/a/dist/index.js.map': `{"sources":["${join(root, 'packages')}"]}`,
    'packages/a/src/index.ts': '',
    'packages/a/README.md': '',
  });
  const packed = ['package.json', 'README.md', 'dist/index.js.map', 'src/index.ts'];
  const archive = { folder: 'a', name: '@augmix/a', version: '0.1.0', size: 1, files: packed };
  assert.deepEqual(archiveProblems(clone, [archive]), [
    '@augmix/a has no LICENSE',
    '@augmix/a has no dist/index.js',
    '@augmix/a packs dist/index.js.map',
    '@augmix/a packs src/index.ts',
    '@augmix/a names a folder of this machine in dist/index.js.map',
  ]);
});

test('an archive that grew past its budget, or has none, does not pass', () => {
  const [grown, unknown] = budgetProblems([
    { name: 'augmix', size: 9e9 },
    { name: '@augmix/new', size: 1 },
  ]);
  assert.match(grown, /^augmix is 9000000 kB, its budget is \d+ kB; --update raises it$/);
  assert.equal(unknown, '@augmix/new has no size budget; --update writes one');
});

test('licences that ask for more than a notice do not pass', () => {
  const of = (licence, name = 'some-package') => licenceProblems([{ name, licence }]).length;
  assert.deepEqual(
    ['MIT', '(GPL-3.0 OR MIT)', 'Apache-2.0 AND MIT', 'GPL-3.0', 'MIT AND GPL-3.0', 'unknown'].map((one) =>
      of(one),
    ),
    [0, 0, 0, 1, 1, 1],
  );
  assert.equal(of('LGPL-3.0-or-later'), 1);
  assert.equal(of('LGPL-3.0-or-later', '@img/sharp-libvips-linux-x64'), 0);
});

test('every dependency is found, also those of dependencies', () => {
  const names = runtimeDependencies().map(({ name }) => name);
  for (const name of ['zod', 'sharp', 'detect-libc', '@tensorflow/tfjs-core', 'long'])
    assert.ok(names.includes(name), name);
  for (const name of ['jest', 'tsup', '@augmix/core', 'assemblyscript'])
    assert.ok(!names.includes(name), name);
});
