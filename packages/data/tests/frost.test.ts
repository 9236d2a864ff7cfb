// Wheels are made by tools/golden/wheel.py; the published one is fetched by a user's own command.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fetchFrostRelease } from '../src/frost/fetch-frost.js';
import type { FrostRelease } from '../src/frost/frost-files.js';
import { readZip } from '../src/internal/zip.js';
import { readFrost } from '../src/node.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-frost-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const wheel = fileURLToPath(new URL('golden/small_frost-1.0.0-py3-none-any.whl', import.meta.url));
const release: FrostRelease = {
  spec: wheel,
  folder: 'small_frost/frost',
  files: {
    'frost1.png': '10fc3c51a152e90e5b90319b601d92ccf37290ef53c35ff92507687d8a911a08',
    'frost2.jpg': '4cb0b250c6250d528f3e61d07d970892168db68bbff1ea5be4a851eda411adfb',
  },
};
const paths = Object.keys(release.files).map((name) => `${release.folder}/${name}`);
const photographs = [Uint8Array.from({ length: 2048 }, (_, at) => at % 256), new TextEncoder().encode('ice')];

describe('zip archives', () => {
  const archive = new Uint8Array(readFileSync(wheel));
  const edited = (edit: (view: DataView, bytes: Uint8Array) => void): Uint8Array => {
    const copy = archive.slice();
    edit(new DataView(copy.buffer), copy);
    return copy;
  };

  test('give their deflated and stored files', () => {
    const files = readZip(archive, paths);
    expect(files.map((file) => Uint8Array.from(file))).toEqual(photographs);
  });

  test('are found behind a comment', () => {
    const text = new TextEncoder().encode('comment');
    const longer = new Uint8Array(archive.length + text.length);
    longer.set(archive);
    longer.set(text, archive.length);
    expect(readZip(longer, [paths[1]])[0]).toHaveLength(3);
  });

  test.each([
    ['no archive', new Uint8Array(100), paths[0]],
    ['an empty file', new Uint8Array(0), paths[0]],
    ['a cut one', archive.subarray(100), paths[0]],
    ['a missing file', archive, 'small_frost/frost/frost3.png'],
    // The first local header is 30 bytes and a name of 28 long; then the deflated bytes begin.
    ['a changed deflated byte', edited((_view, bytes) => void (bytes[70] ^= 1)), paths[0]],
    [
      'a changed stored byte',
      edited((_view, bytes) => void (bytes[Buffer.from(bytes).indexOf('ice')] ^= 1)),
      paths[1],
    ],
    ['a directory outside', edited((view) => view.setUint32(archive.length - 6, 1e6, true)), paths[0]],
  ])('%s is refused', (_what, bytes, name) => {
    expect(() => readZip(bytes, [name])).toThrow(expect.objectContaining({ code: 'DATA_INVALID' }));
  });
});

const hasPip = ['python3', 'python'].some(
  (python) => spawnSync(python, ['-m', 'pip', '--version']).status === 0,
);

(hasPip ? describe : describe.skip)('fetching frost', () => {
  test('unpacks the wheel, verifies, and then finds it in the cache', async () => {
    const cacheFolder = join(temporary, 'cache');
    const lines: string[] = [];
    const folder = await fetchFrostRelease(release, { cacheFolder, log: (line) => lines.push(line) });
    expect(folder).toBe(join(cacheFolder, 'frost'));
    expect(readFileSync(join(folder, 'frost2.jpg'), 'utf8')).toBe('ice');
    expect(lines.at(-1)).toBe(`frost: verified, ready in ${folder}`);

    await fetchFrostRelease(
      { ...release, spec: 'not-needed' },
      { cacheFolder, log: (line) => lines.push(line) },
    );
    expect(lines.at(-1)).toBe('frost: found and verified');

    writeFileSync(join(folder, 'frost2.jpg'), 'rain');
    await fetchFrostRelease(release, { cacheFolder });
    expect(readFileSync(join(folder, 'frost2.jpg'), 'utf8')).toBe('ice');
    // Nothing is left of the work.
    expect(readdirSync(cacheFolder)).toEqual(['frost']);
  });

  test('refuses other photographs, and leaves nothing behind', async () => {
    const cacheFolder = join(temporary, 'other');
    const other = { ...release, files: { ...release.files, 'frost2.jpg': '0'.repeat(64) } };
    await expect(fetchFrostRelease(other, { cacheFolder })).rejects.toMatchObject({ code: 'DATA_CHECKSUM' });
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  test('a package that pip cannot get is unavailable, with what to do', async () => {
    const spec = join(temporary, 'missing-1.0.0-py3-none-any.whl');
    const failure = fetchFrostRelease({ ...release, spec }, { cacheFolder: join(temporary, 'none') });
    await expect(failure).rejects.toMatchObject({
      code: 'DATA_UNAVAILABLE',
      details: { file: spec, suggestion: expect.stringContaining('frost1.png') },
    });
  });

  test('an abort ends it', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      fetchFrostRelease(release, { cacheFolder: join(temporary, 'abort'), signal }),
    ).rejects.toThrow('enough');
  });
});

test('a folder with other photographs is not taken for frost', async () => {
  const folder = join(temporary, 'wrong');
  mkdirSync(folder);
  await expect(readFrost(folder)).rejects.toMatchObject({ code: 'DATA_MISSING' });
  for (let index = 1; index <= 5; index++) {
    writeFileSync(join(folder, `frost${index}.${index < 4 ? 'png' : 'jpg'}`), 'ice');
  }
  await expect(readFrost(folder)).rejects.toMatchObject({ code: 'DATA_CHECKSUM' });
});
