import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createImage, createRegistry, isAugmixError, type AugmixError } from '@augmix/core';
import { imageFolder, writePng, type ImageFolderOptions } from '../src/node.js';
import { plugins } from '../src/plugins.js';

const pictures = fileURLToPath(new URL('golden/pictures', import.meta.url));
const golden = JSON.parse(readFileSync(new URL('golden/pictures.json', import.meta.url), 'utf8')) as Record<
  'train' | 'val',
  { file: string; label: number; size: [number, number]; sha256: string; judged: string }[]
>;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'augmix-imagefolder-')));
process.env['AUGMIX_CACHE'] = join(folder, 'cache');
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
let root: string;
beforeEach(() => {
  root = join(folder, `folder-${count++}`);
});

/** Puts a small picture at each path; one that ends in `/` becomes a folder, text in place of a picture breaks it. */
async function make(...paths: string[]): Promise<void> {
  for (const path of paths) {
    const place = join(root, path);
    mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true });
    if (!path.endsWith('/')) await writePng(place, createImage(3, 2, 3));
  }
}
const broken = (path: string): void => writeFileSync(join(root, path), 'not a picture');
const open = async (split: 'train' | 'test', options: Partial<ImageFolderOptions> = {}) =>
  (await imageFolder({ folder: root, ...options })).open(split);
async function filesOf(split: 'train' | 'test', options: Partial<ImageFolderOptions> = {}) {
  const opened = await open(split, options);
  return Array.from({ length: opened.length }, (_, index) => relative(root, opened.file(index)));
}
async function errorOf(work: () => Promise<unknown>): Promise<AugmixError> {
  const error = await work().catch((reason: unknown) => reason);
  if (isAugmixError(error)) return error;
  throw new Error(`no coded error: ${String(error)}`);
}

describe('pictures of every kind', () => {
  const splits = { train: 'train', val: 'test' } as const;
  const names = ['train', 'val'] as const;

  test.each(names)('%s: the records, labels and order are those of torchvision', async (name) => {
    const dataset = await imageFolder({ folder: pictures });
    expect(dataset.classes).toEqual(['bird', 'cat']);
    const split = await dataset.open(splits[name]);
    const records = Array.from({ length: split.length }, (_, index) => ({
      file: relative(join(pictures, name), split.file(index)),
      label: split.label(index),
    }));
    expect(records).toEqual(golden[name].map(({ file, label }) => ({ file, label })));
  });

  test.each(names)('%s: every decoded byte is Pillow’s', async (name) => {
    const split = await (await imageFolder({ folder: pictures })).open(splits[name]);
    for (const [index, { file, size, sha256 }] of golden[name].entries()) {
      const { width, height, channels, data } = await split.read(index);
      const digest = createHash('sha256').update(data).digest('hex').slice(0, 16);
      expect({ file, size: [width, height], channels, digest }).toEqual({
        file,
        size,
        channels: 3,
        digest: sha256,
      });
    }
  });

  test.each(names)('%s: resized and cropped, too', async (name) => {
    const dataset = await imageFolder({ folder: pictures, resize: 24, size: 20 });
    expect(dataset.shape).toEqual({ width: 20, height: 20, channels: 3 });
    const split = await dataset.open(splits[name]);
    for (const [index, { file, size, judged }] of golden[name].entries()) {
      const image = await split.read(index);
      expect(image).toMatchObject({ width: 20, height: 20 });
      expect(`${file} ${Buffer.from(image.data).toString('base64')}`).toBe(`${file} ${judged}`);
      const original = await split.readOriginal(index);
      expect([original.width, original.height]).toEqual(size);
    }
  });
});

describe('sizes', () => {
  test('without options differ; a resize to width and height gives all one', async () => {
    await make('cat/a.png');
    expect((await imageFolder({ folder: root })).shape).toBeUndefined();
    expect((await imageFolder({ folder: root, resize: 8 })).shape).toBeUndefined();
    const squeezed = await imageFolder({ folder: root, resize: { width: 5, height: 7 } });
    expect(squeezed.shape).toEqual({ width: 5, height: 7, channels: 3 });
    expect(await (await squeezed.open('test')).read(0)).toMatchObject({ width: 5, height: 7 });
  });

  test('the normalisation is ImageNet’s', async () => {
    await make('cat/a.png');
    const { normalization } = await imageFolder({ folder: root });
    expect(normalization).toEqual({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
  });
});

describe('splits', () => {
  test('are train, and test, val or validation, in this order', async () => {
    await make('train/cat/a.png', 'validation/cat/d.png');
    expect(await filesOf('train')).toEqual(['train/cat/a.png']);
    expect(await filesOf('test')).toEqual(['validation/cat/d.png']);
    await make('val/cat/c.png');
    expect(await filesOf('test')).toEqual(['val/cat/c.png']);
    await make('test/cat/b.png');
    expect(await filesOf('test')).toEqual(['test/cat/b.png']);
  });

  test('of a folder without any is the folder itself, for judging only', async () => {
    await make('cat/a.png', 'dog/b.png');
    expect(await filesOf('test')).toEqual(['cat/a.png', 'dog/b.png']);
    const error = await errorOf(() => open('train'));
    expect(error).toMatchObject({ code: 'DATA_MISSING', details: { file: root } });
    expect(error.toLine()).toContain('`train: .` is the folder itself');
  });

  test('can be named', async () => {
    await make('cat/a.png', 'dog/b.png');
    expect(await filesOf('train', { train: '.' })).toEqual(['cat/a.png', 'dog/b.png']);
    expect((await errorOf(() => open('test', { train: '.' }))).code).toBe('DATA_MISSING');
    // Here `train` is a class.
    await make('train/c.png');
    expect(await filesOf('test', { test: '.' })).toEqual(['cat/a.png', 'dog/b.png', 'train/c.png']);
  });

  test('share the classes to train on', async () => {
    await make('train/cat/a.png', 'train/dog/b.png', 'val/dog/c.png');
    const dataset = await imageFolder({ folder: root });
    expect(dataset.classes).toEqual(['cat', 'dog']);
    expect((await dataset.open('test')).label(0)).toBe(1);
  });
});

describe('files', () => {
  test('are sorted by code points, folder by folder', async () => {
    await make('b/B.png', 'b/a.png', 'b/é.png', 'b/\u{1f408}.png', 'b/\uffe5.png', 'B/b.png', 'b/sub/0.png');
    const names = [
      'B/b.png',
      'b/B.png',
      'b/a.png',
      'b/é.png',
      'b/\uffe5.png',
      'b/\u{1f408}.png',
      'b/sub/0.png',
    ];
    expect(await filesOf('test')).toEqual(names);
  });

  test('are known by their extensions; names that start with a dot are not looked at', async () => {
    await make('cat/a.png', 'cat/.b.png', '.git/c.png', 'cat/.hidden/d.png');
    for (const name of ['notes.txt', 'e.gif', 'f.JPG', 'g.jpeg', 'h.WebP', 'png'])
      copyFileSync(join(root, 'cat/a.png'), join(root, 'cat', name));
    expect(await filesOf('test')).toEqual(['cat/a.png', 'cat/f.JPG', 'cat/g.jpeg', 'cat/h.WebP']);
  });

  test('are found through links, and a link that leads round is not followed', async () => {
    await make('data/cat/a.png', 'elsewhere/b.png', 'c.png');
    symlinkSync(join(root, 'elsewhere'), join(root, 'data/dog'));
    symlinkSync(join(root, 'c.png'), join(root, 'data/cat/c.png'));
    symlinkSync(join(root, 'data'), join(root, 'data/cat/round'));
    symlinkSync(join(root, 'gone.png'), join(root, 'data/cat/gone.png'));
    const split = await open('test', { folder: join(root, 'data') });
    const files = Array.from({ length: split.length }, (_, index) => relative(root, split.file(index)));
    expect(files.filter((file) => !file.includes('round'))).toEqual([
      'data/cat/a.png',
      'data/cat/c.png',
      'data/cat/gone.png',
      'data/dog/b.png',
    ]);
    // Once round, through the linked folder's other classes, and no further.
    expect(files.filter((file) => file.includes('round'))).toEqual(['data/cat/round/dog/b.png']);
    await expect(split.read(2)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
  });

  test('are opened anew for every read', async () => {
    await make('cat/a.png');
    const split = await open('test');
    expect((await split.read(0)).data[0]).toBe(0);
    await writePng(join(root, 'cat/a.png'), createImage(3, 2, 3, new Uint8Array(18).fill(9)));
    expect((await split.read(0)).data[0]).toBe(9);
  });
});

describe('classes', () => {
  beforeEach(() => make('cat/a.png', 'dog/b.png'));
  const labels = async (classes: ImageFolderOptions['classes']) => {
    const dataset = await imageFolder({ folder: root, classes });
    const split = await dataset.open('test');
    return { names: dataset.classes, labels: [split.label(0), split.label(1)] };
  };

  test('can be listed, also those that have no pictures here', async () => {
    const names = ['dog', 'fish', 'cat'];
    expect(await labels(names)).toEqual({ names, labels: [2, 0] });
    writeFileSync(join(root, 'list.txt'), 'dog\r\nfish\n\ncat\n');
    expect(await labels(join(root, 'list.txt'))).toEqual({ names, labels: [2, 0] });
    writeFileSync(join(root, 'list.json'), JSON.stringify(names));
    expect(await labels(join(root, 'list.json'))).toEqual({ names, labels: [2, 0] });
  });

  test('can be mapped, several folders to one label', async () => {
    const mapping = { dog: 0, cat: 1, lion: 1 };
    expect(await labels(mapping)).toEqual({ names: ['dog', 'cat'], labels: [1, 0] });
    writeFileSync(join(root, 'map.JSON'), JSON.stringify(mapping));
    expect(await labels(join(root, 'map.JSON'))).toEqual({ names: ['dog', 'cat'], labels: [1, 0] });
  });

  test('a relative file starts from the config’s folder', async () => {
    writeFileSync(join(root, 'list.txt'), 'dog\ncat');
    const dataset = await imageFolder({ folder: '.', classes: 'list.txt' }, { folder: root });
    expect(dataset.classes).toEqual(['dog', 'cat']);
  });

  test.each([
    ['a folder that is none of them', ['cat', 'dot'], 'DATA_INVALID', 'dog', 'dot'],
    ['none', [], 'CONFIG_INVALID_VALUE', undefined, 'there are no classes'],
    ['one twice', ['cat', 'dog', 'cat'], 'CONFIG_INVALID_VALUE', undefined, '"cat" is there twice'],
    ['one without a name', ['cat', ''], 'CONFIG_INVALID_VALUE', undefined, 'no name'],
    ['a gap', { cat: 0, dog: 2 }, 'CONFIG_INVALID_VALUE', undefined, 'label 1'],
    ['a file that is not there', 'none.txt', 'DATA_MISSING', 'none.txt', 'no such list'],
    ['a file with one twice', 'twice.txt', 'DATA_INVALID', 'twice.txt', '"cat" is there twice'],
    ['an empty file', 'empty.txt', 'DATA_INVALID', 'empty.txt', 'no classes'],
    ['a file that is not JSON', 'text.json', 'DATA_INVALID', 'text.json', 'not JSON'],
    ['a file of numbers', 'numbers.json', 'DATA_INVALID', 'numbers.json', '["cat", "dog"]'],
    ['a file of other labels', 'labels.json', 'DATA_INVALID', 'labels.json', '"cat": 0'],
  ])('%s is refused', async (_, classes, code, file, words) => {
    writeFileSync(join(root, 'twice.txt'), 'cat\ndog\ncat\n');
    writeFileSync(join(root, 'empty.txt'), '\n');
    writeFileSync(join(root, 'text.json'), 'cat');
    writeFileSync(join(root, 'numbers.json'), '[1]');
    writeFileSync(join(root, 'labels.json'), '{"cat": -1}');
    const error = await errorOf(async () =>
      (await imageFolder({ folder: '.', classes } as ImageFolderOptions, { folder: root })).open('test'),
    );
    expect(error.code).toBe(code);
    expect(error.details.file).toBe(file && join(root, file));
    expect(error.toLine()).toContain(words);
  });
});

describe('what is not there is named', () => {
  test.each([
    ['no folder', [], {}, '', 'does not exist'],
    ['a file for a folder', ['here.png'], { folder: 'here.png' }, 'here.png', 'does not exist'],
    ['an empty folder', ['./'], {}, '', 'no class folders'],
    ['pictures without class folders', ['train/a.png'], {}, 'train', '1 pictures, but no class folders'],
    ['a stated split', ['train/cat/a.png'], { test: 'exam' }, 'exam', 'does not exist'],
    ['a split', ['train/cat/a.png'], {}, '', 'named test or val or validation'],
    ['pictures of a class', ['cat/a.png', 'dog/'], {}, 'dog', 'no pictures'],
    ['pictures of a class, but of other kinds', ['cat/a.png', 'dog/b.gif'], {}, 'dog', '.png, .jpg'],
  ])('%s', async (_, paths, options, file, words) => {
    await make(...paths.filter((path) => !path.endsWith('.gif')));
    if (paths.includes('dog/b.gif')) {
      mkdirSync(join(root, 'dog'));
      broken('dog/b.gif');
    }
    const error = await errorOf(async () =>
      (await imageFolder({ folder: '.', ...options }, { folder: root })).open('test'),
    );
    expect(error).toMatchObject({ code: 'DATA_MISSING', details: { file: join(root, file) } });
    expect(error.toLine()).toContain(words);
  });

  test('a class to judge with that is not trained on', async () => {
    await make('train/cat/a.png', 'train/dog/a.png', 'val/dot/b.png');
    const error = await errorOf(() => open('test'));
    expect(error).toMatchObject({ code: 'DATA_INVALID', details: { file: join(root, 'val/dot') } });
    expect(error.toLine()).toContain('did you mean "dog"?');
  });

  test('a record', async () => {
    await make('cat/a.png');
    const split = await open('test');
    for (const index of [-1, 1, 0.5]) {
      expect((await errorOf(() => split.read(index))).code).toBe('INVALID_ARGUMENT');
      expect(() => split.label(index)).toThrow(`there is no record ${index}`);
    }
  });
});

describe('pictures that cannot be read', () => {
  const opened = async (log: (line: string) => void) =>
    (await imageFolder({ folder: root, onError: 'skip' }, { log })).open('test');

  beforeEach(async () => {
    await make('cat/a.png', 'cat/b.png', 'dog/c.png', 'dog/d.png');
    broken('cat/b.png');
    const whole = readFileSync(join(pictures, 'train/bird/b444.jpg'));
    writeFileSync(join(root, 'dog/cut.jpg'), whole.subarray(0, whole.length / 2));
    symlinkSync(join(root, 'nowhere.png'), join(root, 'dog/link.png'));
  });

  test('are named when they are read', async () => {
    const split = await open('test');
    expect(split.length).toBe(6);
    await expect(split.read(1)).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      details: { file: join(root, 'cat/b.png') },
    });
    await expect(split.read(3)).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      details: { file: join(root, 'dog/cut.jpg') },
    });
  });

  test('or left out, and named', async () => {
    const lines: string[] = [];
    const split = await opened((line) => lines.push(line));
    expect(Array.from({ length: split.length }, (_, index) => split.label(index))).toEqual([0, 1, 1]);
    expect(relative(root, split.file(1))).toBe('dog/c.png');
    expect(lines).toEqual([
      expect.stringContaining(`decoding all 6 in ${root}, once`),
      expect.stringContaining(`left out ${join(root, 'cat/b.png')}: not a readable image`),
      expect.stringContaining(`left out ${join(root, 'dog/cut.jpg')}: not a readable image`),
      expect.stringContaining(`left out ${join(root, 'dog/link.png')}: there is no such image`),
    ]);
  });

  test('are looked for once, until a file changes', async () => {
    const lines: string[] = [];
    await opened((line) => lines.push(line));
    await opened((line) => lines.push(line));
    expect(lines.filter((line) => line.includes('once'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('left out'))).toHaveLength(6);
    await writePng(join(root, 'cat/b.png'), createImage(3, 2, 3));
    utimesSync(join(root, 'cat/b.png'), 1, 1);
    expect((await opened(() => {})).length).toBe(4);
  });

  test('are found where the answer cannot be kept', async () => {
    const cache = process.env['AUGMIX_CACHE'];
    process.env['AUGMIX_CACHE'] = join(root, 'cat/a.png');
    const lines: string[] = [];
    const split = await opened((line) => lines.push(line)).finally(() => {
      process.env['AUGMIX_CACHE'] = cache;
    });
    expect(split.length).toBe(3);
    expect(lines[1]).toContain('cannot be kept');
  });

  test('are too many when they are all', async () => {
    rmSync(join(root, 'dog'), { recursive: true });
    broken('cat/a.png');
    const error = await errorOf(() => opened(() => {}));
    expect(error).toMatchObject({ code: 'DATA_MISSING', details: { file: root } });
    expect(error.message).toBe('none of the 2 pictures can be read');
  });
});

test('the plugin takes the options of a config, and refuses others', async () => {
  cpSync(join(pictures, 'val'), root, { recursive: true });
  const registry = createRegistry().use(plugins);
  const dataset = await registry.create(
    'dataset',
    { type: 'imagefolder', folder: '.', resize: 24, size: 20 },
    { folder: root },
  );
  expect((await dataset.open('test')).length).toBe(readdirSync(root, { recursive: true }).length - 2);
  for (const [ref, code] of [
    [{ type: 'imagefolder' }, 'CONFIG_INVALID_VALUE'],
    [{ type: 'imagefolder', folder: '.', size: 0 }, 'CONFIG_INVALID_VALUE'],
    [{ type: 'imagefolder', folder: '.', onError: 'ignore' }, 'CONFIG_INVALID_VALUE'],
    [{ type: 'imagefolder', folder: '.', classes: { cat: 'first' } }, 'CONFIG_INVALID_VALUE'],
    [{ type: 'imagefolder', folder: '.', crop: 5 }, 'CONFIG_UNKNOWN_KEY'],
  ] as const) {
    expect((await errorOf(() => registry.create('dataset', ref as never))).code).toBe(code);
  }
});
