import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createImage, type Image } from '@augmix/core';
import { decodeNpy } from '@augmix/data';
import { readImage, writePng } from '@augmix/data/node';
import { augmix, scratch } from './command.js';

interface GoldenCase {
  seed: number;
  size: number;
  ops: 9 | 13;
  severity: number;
  width?: number;
  depth?: number;
  alpha?: number;
  sha256: string;
}
const { cases } = JSON.parse(readFileSync(new URL('./golden/augment.json', import.meta.url), 'utf8')) as {
  cases: GoldenCase[];
};

/** The picture of the golden values. */
function formulaImage(width: number, height = width): Image {
  const image = createImage(width, height, 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        image.data[(y * width + x) * 3 + c] = (7 * x + 13 * y + 29 * c + 3 * ((x * y) % 17)) % 256;
  return image;
}

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const floats = (file: string): Float32Array => decodeNpy(readFileSync(file)).data as Float32Array;
const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const half = ['--mean', '0.5,0.5,0.5', '--std', '0.5,0.5,0.5'];

describe('augmix augment --rng numpy', () => {
  it.each(cases)(
    'equals the reference byte for byte: seed $seed, severity $severity, $ops ops, $size px',
    async ({ seed, size, ops, severity, width, depth, alpha, sha256: expected }) => {
      const cwd = scratch();
      await writePng(join(cwd, 'in.png'), formulaImage(size));
      const flags = ['--rng', 'numpy', '--seed', `${seed}`, '--severity', `${severity}`, ...half];
      if (ops === 13) flags.push('--all-ops');
      for (const [name, value] of Object.entries({ width, depth, alpha }))
        if (value !== undefined) flags.push(`--${name}`, `${value}`);
      const drawn = augmix(['augment', 'in.png', 'out.npy', ...flags, '--trace', 't.json'], { cwd });
      expect(drawn).toMatchObject({ code: 0, stderr: '' });
      expect(sha256(bytesOf(floats(join(cwd, 'out.npy'))))).toBe(expected);
      expect(augmix(['augment', 'in.png', 'again.npy', '--replay', 't.json', ...half], { cwd }).code).toBe(0);
      expect(readFileSync(join(cwd, 'again.npy')).equals(readFileSync(join(cwd, 'out.npy')))).toBe(true);
    },
  );
});

describe('augmix augment', () => {
  it('writes [H, W, C] float32 in 0 … 1, and a PNG that is the same rounded', async () => {
    const cwd = scratch();
    await writePng(join(cwd, 'in.png'), formulaImage(20, 12));
    augmix(['augment', 'in.png', 'out.npy', '--seed', '3'], { cwd });
    augmix(['augment', 'in.png', 'out.png', '--seed', '3'], { cwd });
    const { shape, data } = decodeNpy(readFileSync(join(cwd, 'out.npy')));
    expect(shape).toEqual([12, 20, 3]);
    const values = data as Float32Array;
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    const png = await readImage(join(cwd, 'out.png'));
    expect([...png.data]).toEqual([...values].map((value) => Math.round(value * 255)));
  });

  it('augments every image of a folder, each in its own way', async () => {
    const cwd = scratch();
    mkdirSync(join(cwd, 'photos'));
    for (const name of ['a', 'b']) await writePng(join(cwd, 'photos', `${name}.png`), formulaImage(16));
    expect(augmix(['augment', 'photos', 'mixed', '--seed', '1'], { cwd }).code).toBe(0);
    expect(readdirSync(join(cwd, 'mixed'))).toEqual(['a.png', 'b.png']);
    const [a, b] = await Promise.all(['a', 'b'].map((name) => readImage(join(cwd, 'mixed', `${name}.png`))));
    expect(a.data).not.toEqual(b.data);
  });

  it('makes a contact sheet: the original, then its views', async () => {
    const cwd = scratch();
    await writePng(join(cwd, 'in.png'), formulaImage(32));
    expect(augmix(['augment', 'in.png', 'sheet.png', '--grid', '--columns', '4'], { cwd }).code).toBe(0);
    const sheet = await readImage(join(cwd, 'sheet.png'));
    expect([sheet.width, sheet.height]).toEqual([2 + 4 * 98, 2 + 98]);
  });

  it('runs other augmentations with their own options', async () => {
    const cwd = scratch();
    await writePng(join(cwd, 'in.png'), formulaImage(32));
    expect(augmix(['augment', 'in.png', 'same.png', '--augmentation', 'none'], { cwd }).code).toBe(0);
    expect((await readImage(join(cwd, 'same.png'))).data).toEqual(formulaImage(32).data);
    const cut = augmix(
      ['augment', 'in.png', 'cut.npy', '--augmentation', 'cutout', '--set', 'length=8', '--seed', '2'],
      { cwd },
    );
    expect(cut.code).toBe(0);
    expect(floats(join(cwd, 'cut.npy')).filter((value) => value === 0).length).toBeGreaterThanOrEqual(
      4 * 4 * 3,
    );
  });
});

describe('augmix augment refuses', () => {
  const attempts: [string, string[], string, number][] = [
    ['a file that is not there', ['no.png', 'out.png'], 'IMAGE_NOT_FOUND', 2],
    ['a file that is not an image', ['text.png', 'out.png'], 'IMAGE_UNREADABLE', 1],
    ['an output of another kind', ['in.png', 'out.jpg'], 'USAGE', 2],
    [
      'an option of another augmentation',
      ['in.png', 'out.png', '--augmentation', 'cutout', '--severity', '3'],
      'CONFIG_UNKNOWN_KEY',
      2,
    ],
    ['a misspelt augmentation', ['in.png', 'out.png', '--augmentation', 'augmicks'], 'PLUGIN_UNKNOWN', 2],
    ['a severity out of range', ['in.png', 'out.png', '--severity', '11'], 'USAGE', 2],
    ['--mean without --std', ['in.png', 'out.npy', '--mean', '0.5'], 'USAGE', 2],
    ['a trace that is none', ['in.png', 'out.png', '--replay', 'text.png'], 'TRACE_INVALID', 2],
    [
      'a trace of what is not drawn',
      ['in.png', 'out.png', '--trace', 't.json', '--replay', 't.json'],
      'USAGE',
      2,
    ],
    ['a folder as its own output', ['photos', './photos/'], 'USAGE', 2],
    ['two images that would become one', ['photos', 'out'], 'USAGE', 2],
    ['a misspelt flag', ['in.png', 'out.png', '--sevrity', '3'], 'USAGE', 2],
  ];
  it.each(attempts)('%s', async (_what, args, code, exitCode) => {
    const cwd = scratch();
    await writePng(join(cwd, 'in.png'), formulaImage(8));
    writeFileSync(join(cwd, 'text.png'), 'not a picture');
    mkdirSync(join(cwd, 'photos'));
    for (const name of ['a.png', 'a.jpg']) copyFileSync(join(cwd, 'in.png'), join(cwd, 'photos', name));
    const outcome = augmix(['augment', ...args], { cwd });
    expect(outcome.stderr).toMatch(new RegExp(`^${code}\\b.*\\n$`));
    expect(outcome.code).toBe(exitCode);
    expect(existsSync(join(cwd, 'out.png')) || existsSync(join(cwd, 'out.npy'))).toBe(false);
  });
});
