import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRegistry, createImage } from '../src/index.js';
import { importPluginSet, loadRun, usePluginModules } from '../src/node/index.js';

const folder = mkdtempSync(join(tmpdir(), 'augmix-plugins-'));
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const body = (name: string) => `definePlugins({
  package: 'augmix-plugin-${name}',
  module: 'file:///wrong.js',
  plugins: [defineOp({
    name: '${name}/invert', summary: 'Inverts.', options: z.strictObject({}),
    load: async () => () => ({ name: '${name}/invert', apply: (image) => ({ ...image, data: image.data.map((v) => 255 - v) }) }),
  })],
})`;
const esm = (name: string) =>
  `import { defineOp, definePlugins, z } from '@augmix/core';\nexport const plugins = ${body(name)};\n`;
const cjs = (name: string) =>
  `const { defineOp, definePlugins, z } = require('@augmix/core');\nmodule.exports = { plugins: ${body(name)} };\n`;

beforeAll(() => {
  write('esm.mjs', esm('esm'));
  write('cjs.cjs', cjs('cjs'));
  write('nothing.mjs', 'export const answer = 42;\n');
  write('broken.mjs', 'export const = 1;\n');
  write('throws.mjs', `throw new Error('no luck\\nat all');\n`);
  write('default.mjs', `${esm('default').replace('export const plugins =', 'export default')}`);
  const manifest = (name: string, exports: unknown) =>
    JSON.stringify({ name, version: '1.0.0', type: 'module', exports });
  write(
    'node_modules/augmix-plugin-esm-only/package.json',
    manifest('augmix-plugin-esm-only', { import: './main.js' }),
  );
  write('node_modules/augmix-plugin-esm-only/main.js', esm('esm-only'));
  const dual = { '.': { import: './main.js', require: './main.cjs' }, './more': './more.js' };
  write('node_modules/@vendor/dual/package.json', manifest('@vendor/dual', dual));
  write('node_modules/@vendor/dual/main.js', esm('dual'));
  write('node_modules/@vendor/dual/main.cjs', cjs('dual-cjs'));
  write('node_modules/@vendor/dual/more.js', esm('more'));
  write('node_modules/augmix-plugin-old/package.json', '{ "name": "augmix-plugin-old", "main": "lib.js" }');
  write('node_modules/augmix-plugin-old/lib.js', cjs('old'));
  // As an installation would have it.
  mkdirSync(join(folder, 'node_modules/@augmix'), { recursive: true });
  symlinkSync(
    fileURLToPath(new URL('..', import.meta.url)),
    join(folder, 'node_modules/@augmix/core'),
    'junction',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const opsOf = async (...specifiers: string[]) =>
  (await usePluginModules(createRegistry(), specifiers, folder)).names('op');

describe('a config names its plugins', () => {
  test.each([
    ['an ES module beside it', './esm.mjs', 'esm/invert'],
    ['a CommonJS module beside it', './cjs.cjs', 'cjs/invert'],
    ['a default export', './default.mjs', 'default/invert'],
    ['an absolute path', join(folder, 'esm.mjs'), 'esm/invert'],
    ['a URL', pathToFileURL(join(folder, 'esm.mjs')).href, 'esm/invert'],
    ['a package that has ES modules only', 'augmix-plugin-esm-only', 'esm-only/invert'],
    ['a package that has both, as an ES module', '@vendor/dual', 'dual/invert'],
    ['a subpath of a package', '@vendor/dual/more', 'more/invert'],
    ['an old CommonJS package', 'augmix-plugin-old', 'old/invert'],
  ])('by %s', async (_what, specifier, name) => {
    expect(await opsOf(specifier)).toEqual([name]);
  });

  test('several at once, and they work', async () => {
    const registry = await usePluginModules(createRegistry(), ['./esm.mjs', './cjs.cjs'], folder);
    const op = await registry.create('op', 'cjs/invert');
    expect(op.apply(createImage(1, 1, 1), {}).data[0]).toBe(255);
  });

  test('and worker threads are told the URL that was really loaded', async () => {
    const set = await importPluginSet(pathToFileURL(join(folder, 'esm.mjs')).href);
    expect(set.module).toBe(pathToFileURL(join(folder, 'esm.mjs')).href);
  });

  test.each([
    ['./none.mjs', 'PLUGIN_PACKAGE_NOT_FOUND', /cannot load/],
    ['augmix-plugin-none', 'PLUGIN_PACKAGE_NOT_FOUND', /cannot find "augmix-plugin-none" from/],
    ['@vendor/dual/none', 'PLUGIN_PACKAGE_NOT_FOUND', /cannot find/],
    ['./broken.mjs', 'PLUGIN_PACKAGE_NOT_FOUND', /cannot load/],
    ['./throws.mjs', 'PLUGIN_PACKAGE_NOT_FOUND', /no luck$/],
    ['./nothing.mjs', 'PLUGIN_INVALID', /exports no plugins/],
    ['./esm.mjs', 'PLUGIN_DUPLICATE', /esm\/invert/],
  ])('%s fails with %s and its place', async (specifier, code, message) => {
    await expect(opsOf('./esm.mjs', specifier)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      details: { path: 'plugins[1]' },
    });
  });

  test('from the folder of the config file, with the line when one is missing', async () => {
    write('run.yaml', 'plugins:\n  - ./esm.mjs\n  - ./none.mjs\ndataset: cards\n');
    await expect(loadRun(createRegistry(), join(folder, 'run.yaml'))).rejects.toMatchObject({
      details: { path: 'plugins[1]', line: 3, column: 5 },
    });
  });
});
