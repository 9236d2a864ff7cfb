// Every template builds, passes its tests with the kit, and lints, as it comes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { createPackage } from '../src/index.js';
import { kinds } from '../src/names.js';

// Inside the workspace, so that what a package installs is found.
const root = mkdtempSync(fileURLToPath(new URL('made-', import.meta.url)));
afterAll(() => rmSync(root, { recursive: true }));

const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url));

/** A script of the package; gives its output, or its output as an error. */
function npmRun(folder: string, script: string): Promise<string> {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const inherited = Object.entries(process.env).filter(([key]) => !/^NODE_|^npm_/.test(key));
  const env = {
    ...Object.fromEntries(inherited),
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    NO_COLOR: '1',
  };
  const child = spawn(scripts[script], { cwd: folder, shell: true, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done(output) : fail(new Error(output))));
  });
}

const names = { op: 'acme/soft_light', corruption: 'acme/soft_light' } as Record<string, string>;

test.concurrent.each(kinds)('the template of the kind %s builds, passes the kit and lints', async (kind) => {
  const folder = join(root, kind);
  const plugin = names[kind] ?? 'acme/soft-light';
  expect(createPackage({ folder, kind, plugin, package: `augmix-plugin-${kind}` })).toEqual([
    '.gitignore',
    '.prettierrc.json',
    'LICENSE',
    'README.md',
    'eslint.config.js',
    'package.json',
    'src/index.ts',
    'src/soft-light.ts',
    'tests/soft-light.test.js',
    'tsconfig.json',
    'tsup.config.ts',
  ]);
  const output = await npmRun(folder, 'test');
  expect(output).toMatch(/augmix-plugin-\S+: 1 plugin, 1\d cases/);
  expect(output).toMatch(/fail 0/);
  await npmRun(folder, 'lint');
});

test.each(kinds)('nothing of the template is left in a package of the kind %s', (kind) => {
  for (const file of ['package.json', 'README.md', 'LICENSE', 'src/index.ts', 'src/soft-light.ts']) {
    const text = readFileSync(join(root, kind, file), 'utf8');
    expect(text).not.toMatch(/plugin-name|plugin-kind|pluginName|0-augmix/i);
  }
});

test('a package is found by those who look for plugins, and shares @augmix/core with AugMix', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'loss', 'package.json'), 'utf8'));
  expect(manifest.keywords).toContain('augmix-plugin');
  expect(manifest.dependencies).toBeUndefined();
  expect(Object.keys(manifest.peerDependencies)).toEqual(['@augmix/core', '@tensorflow/tfjs-core']);
});
