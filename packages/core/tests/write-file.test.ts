import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeError, writeFileAtomic } from '../src/node/index.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'augmix-write-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeFileAtomic', () => {
  test('makes folders, replaces the file, and leaves nothing beside it', async () => {
    const file = join(folder, 'a/b/data.bin');
    await writeFileAtomic(file, 'old');
    await writeFileAtomic(file, Uint8Array.of(1, 2, 3));
    expect([...readFileSync(file)]).toEqual([1, 2, 3]);
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['data.bin']);
  });

  test('writers of the same file at the same time leave one of their files whole', async () => {
    const file = join(folder, 'data.txt');
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000));
    await Promise.all(texts.map((text) => writeFileAtomic(file, text)));
    expect(texts).toContain(readFileSync(file, 'utf8'));
    expect(readdirSync(folder)).toEqual(['data.txt']);
  });

  test('a folder of that name stays, and nothing beside it', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(writeFileAtomic(join(folder, 'taken'), 'x')).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      message: 'cannot write: the path is a folder',
      details: { file: join(folder, 'taken') },
    });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test('a file where a folder should be is named as the reason', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(writeFileAtomic(join(folder, 'file/data.bin'), 'x')).rejects.toMatchObject({
      message: 'cannot write: a part of the path is not a folder',
    });
  });

  // The shell limits how large a file may grow, so that the write itself fails half-way.
  const onUnix = process.platform === 'win32' ? test.skip : test;
  onUnix('a write that fails half-way leaves the old file and nothing beside it', () => {
    const file = join(folder, 'checkpoint.bin');
    writeFileSync(file, 'the previous one');
    const built = createRequire(import.meta.url).resolve('@augmix/core/node');
    const program = `require(process.argv[1]).writeFileAtomic(process.argv[2], Buffer.alloc(1 << 20)).then(
      () => console.log('written'), (error) => console.log(error.toLine()))`;
    const limited = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const { stdout } = spawnSync('bash', ['-c', limited, process.execPath, '-e', program, built, file], {
      encoding: 'utf8',
    });
    expect(stdout).toBe(
      `WRITE_FAILED at ${file}: cannot write: the file would be larger than allowed here\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe('the previous one');
    expect(readdirSync(folder)).toEqual(['checkpoint.bin']);
  });
});

describe('writeError', () => {
  test.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'permission denied'],
  ])('says %s in words', (code, words) => {
    const cause = Object.assign(new Error('system'), { code });
    expect(writeError('a.bin', cause, 'CHECKPOINT_WRITE')).toMatchObject({
      code: 'CHECKPOINT_WRITE',
      message: `cannot write: ${words}`,
      details: { file: 'a.bin' },
      cause,
    });
  });

  test('repeats the message of a reason that it does not know', () => {
    expect(writeError('a.bin', new Error('odd'))).toMatchObject({
      code: 'WRITE_FAILED',
      message: 'cannot write: odd',
    });
  });
});
