// Every plugin that is registered has its page, and its picture shows something.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createImage } from '@augmix/core';
import { differences } from '../docs/generated-files.mjs';
import { encode, looksLike } from '../docs/pictures.mjs';
import { pageFile, pictureFile } from '../docs/plugin-pages.mjs';
import { describedPlugins } from '../docs/reference.mjs';

const folder = fileURLToPath(new URL('../../docs/reference/', import.meta.url));
const plugins = await describedPlugins();
const index = readFileSync(join(folder, 'plugins.md'), 'utf8');

for (const { reference, picture } of plugins) {
  const { kind, name, summary, options, yaml, command, description } = reference;

  test(`${kind} ${name} has a page, with every option`, () => {
    const page = readFileSync(join(folder, pageFile(reference)), 'utf8');
    assert.match(page, new RegExp(`^# ${name.replaceAll('_', '\\\\?_')}$`, 'm'));
    assert.ok(page.includes(summary));
    assert.ok(description, 'its code has no doc comment');
    for (const option of options) {
      assert.ok(page.includes(`| \`${option.name}\``), `option ${option.name}`);
      assert.ok(option.description, `option ${option.name} has no description`);
    }
    assert.ok(yaml || command, 'nothing says how to use it');
    assert.ok(index.includes(`](${pageFile(reference)})`), 'it is not in the index');
  });

  if (!picture) continue;
  test(`${kind} ${name} has a picture that shows what it does`, async () => {
    const file = readFileSync(join(folder, pictureFile(reference)));
    assert.ok(file.length < 60_000, `${file.length} bytes`);
    assert.ok(await looksLike(file, picture.sheet));
    const tiles = picture.tiles.flat();
    const kinds = new Set(tiles.map(({ data }) => Buffer.from(data).toString('base64')));
    const isFlat = ({ data }) => data.every((value, at) => value === data[at % 3]);
    // Zero bits are black.
    const flat = tiles.filter(isFlat).length;
    assert.equal(flat, name === 'posterize' ? 1 : 0);
    if (kind === 'augmentation' && name === 'none') assert.equal(kinds.size, 1);
    // What is drawn may be nothing.
    else if (kind === 'augmentation' || name === 'horizontal_flip') assert.ok(kinds.size >= 2);
    else assert.equal(kinds.size, tiles.length);
  });
}

test('a page or picture that is stale, missing or superfluous is found', async () => {
  const root = mkdtempSync(join(tmpdir(), 'augmix-reference-'));
  try {
    const grey = createImage(16, 16, 3, new Uint8Array(768).fill(128));
    const white = createImage(16, 16, 3, new Uint8Array(768).fill(255));
    const expected = {
      texts: new Map([['pages/a.md', '# A\n'], ['pages/b.md', '# B\n'], ['pages/c.md', '# C\n']]), // prettier-ignore
      pictures: new Map([['pages/same.webp', grey], ['pages/other.webp', grey], ['pages/none.webp', grey]]), // prettier-ignore
    };
    mkdirSync(join(root, 'pages', 'deeper'), { recursive: true });
    const write = (name, contents) => writeFileSync(join(root, 'pages', name), contents);
    write('a.md', '# A\n');
    write('b.md', '# Something else\n');
    write('same.webp', await encode(grey));
    write('other.webp', await encode(white));
    write('deeper/d.md', '# D\n');
    const found = await differences(expected, root, ['pages']);
    assert.deepEqual(
      found.map(({ file, problem }) => `${file} ${problem}`),
      [
        'pages/b.md is stale',
        'pages/c.md is missing',
        'pages/other.webp is stale',
        'pages/none.webp is missing',
        'pages/deeper/d.md belongs to nothing',
      ],
    );
    for (const { file, contents } of found.slice(0, 4)) writeFileSync(join(root, file), contents);
    rmSync(join(root, 'pages', 'deeper'), { recursive: true });
    assert.deepEqual(await differences(expected, root, ['pages']), []);
    assert.ok(existsSync(join(root, 'pages', 'none.webp')));
  } finally {
    rmSync(root, { recursive: true });
  }
});
