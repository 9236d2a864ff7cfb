import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createImage, imagesEqual, type Image, type Severity } from '@augmix/core';
import { corruptionNames, corruptionStream, createCorruption, jpegCompression } from '@augmix/corruptions';
import { decodeNpy } from '@augmix/data';
import { cifar10, cifar10C, readImage, writePng } from '@augmix/data/node';
import { augmix, cifarSample, scratch, startAugmix } from './command.js';

function formulaImage(width: number, height = width): Image {
  const image = createImage(width, height, 3);
  return { ...image, data: image.data.map((_, at) => (at * 7 + Math.floor(at / width)) % 256) };
}

const sample = ['--set', `folder=${cifarSample}`, '--set', 'partial=true'];
const dataset = (out: string, ...flags: string[]): string[] => [
  ...['corrupt', 'cifar10', out, '--preset', 'cifar', ...sample],
  ...flags,
];
const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    files(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );

/** What the package gives for an image of a corrupted data set. */
function expected(
  image: Image,
  corruption: 'fog' | 'gaussian_noise',
  severity: Severity,
  index: number,
  seed = 0,
) {
  const { sample, apply } = createCorruption(corruption, { preset: 'cifar' });
  return apply(image, sample(corruptionStream({ seed, corruption, severity, index }), severity, image));
}

describe('augmix corrupt with an image', () => {
  it('writes a PNG: what the package gives for the seed', async () => {
    const cwd = scratch();
    const image = formulaImage(40, 24);
    await writePng(join(cwd, 'in.png'), image);
    const flags = ['--corruption', 'fog', '--severity', '4', '--preset', 'cifar'];
    expect(augmix(['corrupt', 'in.png', 'out.png', ...flags, '--seed', '7'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(imagesEqual(await readImage(join(cwd, 'out.png')), expected(image, 'fog', 4, 0, 7))).toBe(true);
    const jpeg = augmix(['corrupt', 'in.png', 'jpeg.png', ...flags, '--jpeg-quality', '85'], { cwd });
    expect(jpeg).toMatchObject({ code: 0 });
    const compressed = jpegCompression(expected(image, 'fog', 4, 0), { quality: 85 });
    expect(imagesEqual(await readImage(join(cwd, 'jpeg.png')), compressed)).toBe(true);
  });

  it('writes a contact sheet: rows are corruptions, columns the clean image and the severities', async () => {
    const cwd = scratch();
    const image = formulaImage(100, 50);
    await writePng(join(cwd, 'in.png'), image);
    const flags = ['--corruption', 'fog,contrast', '--severity', '1,3-4', '--preset', 'imagenet', '--grid'];
    expect(augmix(['corrupt', 'in.png', 'sheet.png', ...flags], { cwd })).toMatchObject({ code: 0 });
    const sheet = await readImage(join(cwd, 'sheet.png'));
    expect([sheet.width, sheet.height]).toEqual([2 + 4 * 102, 2 + 2 * 52]);
    for (const row of [0, 1]) {
      const start = ((2 + row * 52) * sheet.width + 2) * 3;
      expect(sheet.data.slice(start, start + 300)).toEqual(image.data.slice(0, 300));
    }
  });
});

describe('augmix corrupt with a folder', () => {
  it('writes ImageNet-C’s layout, folders of classes included; an image depends on its place, not on what else is made', async () => {
    const cwd = scratch();
    for (const [index, name] of ['cat/b.png', 'cat/a.png', 'dog/a.png'].entries()) {
      await writePng(join(cwd, 'photos', name), formulaImage(32 + index));
    }
    const run = (out: string, names: string, severity: string) =>
      augmix(['corrupt', 'photos', out, '--corruption', names, '--severity', severity, '--preset', 'cifar'], {
        cwd,
      });
    expect(run('out', 'gaussian_noise,fog', '2-3')).toMatchObject({ code: 0 });
    expect(files(join(cwd, 'out'))).toEqual(
      ['fog', 'gaussian_noise'].flatMap((corruption) =>
        [2, 3].flatMap((severity) =>
          ['cat/a.png', 'cat/b.png', 'dog/a.png'].map((name) => join(corruption, `${severity}`, name)),
        ),
      ),
    );
    const third = await readImage(join(cwd, 'out', 'gaussian_noise', '3', 'dog', 'a.png'));
    expect(imagesEqual(third, expected(formulaImage(34), 'gaussian_noise', 3, 2))).toBe(true);
    expect(run('alone', 'gaussian_noise', '3')).toMatchObject({ code: 0 });
    expect(contents(join(cwd, 'alone', 'gaussian_noise', '3'))).toEqual(
      contents(join(cwd, 'out', 'gaussian_noise', '3')),
    );
  });

  it('takes the benchmark’s groups by name', async () => {
    const cwd = scratch();
    await writePng(join(cwd, 'in.png'), formulaImage(32));
    const flags = ['--severity', '1', '--preset', 'cifar'];
    expect(augmix(['corrupt', 'in.png', 'common', '--corruption', 'common', ...flags], { cwd }).code).toBe(0);
    expect(augmix(['corrupt', 'in.png', 'all', '--corruption', 'all', ...flags], { cwd }).code).toBe(0);
    expect(readdirSync(join(cwd, 'common')).sort()).toEqual([...corruptionNames.common].sort());
    const all = [...corruptionNames.common, ...corruptionNames.extra];
    expect(readdirSync(join(cwd, 'all')).sort()).toEqual(all.sort());
    expect(existsSync(join(cwd, 'all', 'fog', '1', 'in.png'))).toBe(true);
  });
});

describe('augmix corrupt with a data set', () => {
  it('writes the published layout, which the data set cifar10-c reads', async () => {
    const cwd = scratch();
    expect(augmix(dataset('out', '--corruption', 'gaussian_noise,fog', '--images', '20'), { cwd }).code).toBe(
      0,
    );
    const { shape, dtype } = decodeNpy(readFileSync(join(cwd, 'out', 'fog.npy')));
    expect({ shape, dtype }).toEqual({ shape: [100, 32, 32, 3], dtype: 'uint8' });
    const labels = decodeNpy(readFileSync(join(cwd, 'out', 'labels.npy')));
    expect(labels).toMatchObject({ shape: [100], dtype: 'uint8' });
    const clean = await cifar10({ folder: cifarSample, partial: true }).open('test');
    for (const severity of [1, 5] as const) {
      const options = { folder: join(cwd, 'out'), corruption: 'gaussian_noise', severity, partial: true };
      const corrupted = await cifar10C(options).open('test');
      expect(corrupted.length).toBe(20);
      for (const index of [0, 7, 19]) {
        expect(corrupted.label(index)).toBe(clean.label(index));
        const image = expected(clean.read(index), 'gaussian_noise', severity, index);
        expect(imagesEqual(corrupted.read(index), image)).toBe(true);
      }
      corrupted.close();
    }
    clean.close();
  });

  it('any number of workers writes the same bytes', () => {
    const cwd = scratch();
    for (const workers of ['0', '1', '3']) {
      const flags = ['--corruption', 'snow,fog,gaussian_noise', '--workers', workers];
      expect(augmix(dataset(workers, ...flags), { cwd })).toMatchObject({ code: 0 });
    }
    expect(contents(join(cwd, '1'))).toEqual(contents(join(cwd, '0')));
    expect(contents(join(cwd, '3'))).toEqual(contents(join(cwd, '0')));
  });

  it('killed again and again, it ends with the bytes of one that was not', async () => {
    const cwd = scratch();
    const flags = ['--corruption', 'common', '--workers', '1'];
    expect(augmix(dataset('whole', ...flags), { cwd })).toMatchObject({ code: 0 });
    const written = (): number => {
      const file = join(cwd, 'killed', 'corrupt.json');
      if (!existsSync(file)) return 0;
      const { written } = JSON.parse(readFileSync(file, 'utf8')) as { written: Record<string, number> };
      return Object.values(written).reduce((sum, images) => sum + images, 0);
    };
    for (let kills = 0; kills < 3; kills++) {
      const before = written();
      const child = startAugmix(dataset('killed', ...flags), cwd);
      const ended = once(child, 'exit');
      while (written() === before && child.exitCode === null) await wait(2);
      child.kill('SIGKILL');
      await ended;
      expect(child.signalCode).toBe('SIGKILL');
      expect(written()).toBeGreaterThan(before);
    }
    // As if the last chunk had reached the disk in part, before the record said so.
    const [partial] = files(join(cwd, 'killed')).filter((name) => name.endsWith('.partial'));
    if (partial) appendFileSync(join(cwd, 'killed', partial), 'torn');
    writeFileSync(join(cwd, 'killed', 'corrupt.json.0123abcd.tmp'), '{"schemaVer');
    const last = augmix(dataset('killed', ...flags), { cwd });
    expect(last).toMatchObject({ code: 0 });
    expect(last.stderr).toMatch(/^going on after \d+ of 4800 images/m);
    expect(contents(join(cwd, 'killed'))).toEqual(contents(join(cwd, 'whole')));
  });

  it('makes further corruptions beside those that are there, and those again that were removed', () => {
    const cwd = scratch();
    expect(augmix(dataset('out', '--corruption', 'fog,snow'), { cwd }).code).toBe(0);
    const before = contents(join(cwd, 'out'));
    rmSync(join(cwd, 'out', 'snow.npy'));
    expect(augmix(dataset('out', '--corruption', 'snow,contrast'), { cwd }).code).toBe(0);
    const after = contents(join(cwd, 'out'));
    expect(after['snow.npy']).toBe(before['snow.npy']);
    expect(after['fog.npy']).toBe(before['fog.npy']);
    expect(Object.keys(after)).toContain('contrast.npy');
  });

  it('writes over nothing that it has not made itself with these settings', () => {
    const cwd = scratch();
    const flags = ['--corruption', 'contrast', '--images', '5'];
    expect(augmix(dataset('out', ...flags), { cwd }).code).toBe(0);
    const before = contents(join(cwd, 'out'));
    for (const other of [
      ['--seed', '1'],
      ['--images', '6'],
      ['--jpeg-quality', '85'],
    ]) {
      const { code, stderr } = augmix(dataset('out', ...flags, ...other), { cwd });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^RUN_MISMATCH at out/) });
    }
    expect(contents(join(cwd, 'out'))).toEqual(before);
    mkdirSync(join(cwd, 'published'));
    writeFileSync(join(cwd, 'published', 'contrast.npy'), 'precious');
    const { code, stderr } = augmix(dataset('published', ...flags), { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^RUN_EXISTS at published/) });
    expect(files(join(cwd, 'published'))).toEqual(['contrast.npy']);
  });

  it('says where its frost comes from, and mixes two kinds in no folder', () => {
    const cwd = scratch();
    const env = { AUGMIX_CACHE: join(cwd, 'cache') };
    const flags = ['--corruption', 'frost', '--images', '2'];
    const first = augmix(dataset('out', ...flags), { cwd, env });
    expect(first).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^frost is computed.*fetch frost/),
    });
    const asked = augmix(dataset('out', ...flags, '--frost', 'computed'), { cwd, env });
    expect(asked).toMatchObject({ code: 0, stderr: expect.not.stringMatching('frost is computed') });
    const missing = augmix(dataset('out', ...flags, '--frost', 'photographs'), { cwd, env });
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^DATA_MISSING.*fetch frost/) });
    const record = join(cwd, 'out', 'corrupt.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('"computed"', '"photographs"'));
    const mixed = augmix(dataset('out', ...flags), { cwd, env });
    expect(mixed).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/RUN_MISMATCH at .*frost "photographs"/),
    });
  });

  it('says what a worker thread cannot do, with its code', () => {
    const cwd = scratch();
    writeFileSync(
      join(cwd, 'picky.mjs'),
      `import { AugmixError, defineCorruption, definePlugins, z } from ${JSON.stringify(import.meta.resolve('@augmix/core'))};
       const picky = defineCorruption({
         name: 'acme/picky',
         summary: 'Refuses.',
         options: z.strictObject({}),
         load: async () => () => ({
           sample: () => ({}),
           apply(image, params) { throw new AugmixError('IMAGE_UNSUPPORTED', 'not this one'); },
         }),
       });
       export const plugins = definePlugins({ package: 'picky', module: import.meta.url, plugins: [picky] });`,
    );
    const flags = ['--corruption', 'acme/picky', '--plugin', './picky.mjs'];
    const { code, stderr } = augmix(dataset('out', ...flags), { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'IMAGE_UNSUPPORTED at acme/picky: not this one\n' });
  });
});

describe('augmix corrupt refuses', () => {
  const base = ['--preset', 'cifar'];
  const cases: [string, string[], number, RegExp][] = [
    [
      'a misspelt corruption',
      ['in.png', 'o.png', ...base, '--corruption', 'gausian_noise'],
      2,
      /did you mean "gaussian_noise"/,
    ],
    [
      'severity 6',
      ['in.png', 'o.png', ...base, '--corruption', 'fog', '--severity', '6'],
      2,
      /^USAGE.*1 to 5/,
    ],
    ['severity 0-3', ['in.png', 'o.png', ...base, '--corruption', 'fog', '--severity', '0-3'], 2, /^USAGE/],
    [
      'a severity that is no number',
      ['in.png', 'o.png', ...base, '--corruption', 'fog', '--severity', 'x'],
      2,
      /^USAGE/,
    ],
    [
      'a misspelt preset',
      ['in.png', 'o.png', '--corruption', 'fog', '--preset', 'imagenet2'],
      2,
      /did you mean "imagenet"/,
    ],
    ['no preset', ['in.png', 'o.png', '--corruption', 'fog'], 2, /^USAGE.*--preset/],
    ['no corruption', ['in.png', 'o.png', ...base], 2, /^USAGE.*--corruption/],
    [
      'what is not there',
      ['no.png', 'o.png', ...base, '--corruption', 'fog', '--severity', '1'],
      2,
      /^IMAGE_NOT_FOUND/,
    ],
    ['a misspelt data set', ['cifra10', 'out', ...base, '--corruption', 'fog'], 2, /did you mean "cifar10"/],
    [
      'a damaged image',
      ['bad.png', 'o.png', ...base, '--corruption', 'fog', '--severity', '1'],
      1,
      /^IMAGE_UNREADABLE at bad.png/,
    ],
    ['many images for one file', ['in.png', 'o.png', ...base, '--corruption', 'fog'], 2, /^USAGE.*1 × 5/],
    [
      'another kind of file',
      ['in.png', 'o.jpg', ...base, '--corruption', 'fog', '--severity', '1'],
      2,
      /^USAGE/,
    ],
    ['its own input', ['photos', 'photos', ...base, '--corruption', 'fog'], 2, /^USAGE.*input folder/],
    ['two images of one name', ['photos', 'out', ...base, '--corruption', 'fog'], 2, /^USAGE.*two images/],
    ['a folder without images', ['empty', 'out', ...base, '--corruption', 'fog'], 2, /^IMAGE_NOT_FOUND/],
    [
      'a sheet of a folder',
      ['photos', 'o.png', ...base, '--corruption', 'fog', '--grid'],
      2,
      /^USAGE.*--grid/,
    ],
    [
      'severities of a data set',
      ['cifar10', 'out', ...base, '--corruption', 'fog', '--severity', '1'],
      2,
      /^USAGE/,
    ],
    [
      'an option of no data set',
      ['in.png', 'o.png', ...base, '--corruption', 'fog', '--images', '3'],
      2,
      /^USAGE/,
    ],
  ];
  it('wrong use, in one line and without a trace on the disk', async () => {
    const cwd = scratch();
    await writePng(join(cwd, 'in.png'), formulaImage(32));
    await writePng(join(cwd, 'photos', 'a.png'), formulaImage(32));
    writeFileSync(join(cwd, 'photos', 'a.jpg'), readFileSync(join(cwd, 'in.png')));
    writeFileSync(join(cwd, 'bad.png'), 'not an image');
    mkdirSync(join(cwd, 'empty'));
    const before = files(cwd);
    for (const [name, args, code, message] of cases) {
      const outcome = augmix(['corrupt', ...args], { cwd });
      expect({ name, ...outcome }).toEqual({
        name,
        code,
        stdout: '',
        stderr: expect.stringMatching(message),
      });
      expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(files(cwd)).toEqual(before);
  });
});

describe('augmix data fetch', () => {
  it.each(['cifar10-c', 'cifar10-1'])('says that %s is found in a folder, not fetched', (name) => {
    const { code, stderr } = augmix(['data', 'fetch', name]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^USAGE.*not fetched.*folder/),
    });
  });
});
