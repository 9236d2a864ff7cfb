import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createImage, type Image } from '@augmix/core';
import {
  createPerturbation,
  perturbationStream,
  type NoisePerturbationSettings,
  type PerturbationName,
} from '@augmix/corruptions';
import { decodeNpy } from '@augmix/data';
import { cifar10, openPerturbationSequences, readImage, writePng } from '@augmix/data/node';
import { augmix, cifarSample, scratch } from './command.js';

const image = createImage(
  40,
  32,
  3,
  Uint8Array.from({ length: 3840 }, (_, at) => (at * at + 7 * at) % 251),
);
let folder: string;

beforeAll(async () => {
  folder = scratch();
  await writePng(join(folder, 'in.png'), image);
});

/** The frames as the library makes them. */
function framesOf(
  from: Image,
  name: PerturbationName,
  settings: NoisePerturbationSettings,
  seed = 0,
  index = 0,
): Image[] {
  const perturbation = createPerturbation(name, settings);
  const { difficulty } = settings;
  const stream = perturbationStream({ seed, perturbation: name, difficulty, index });
  return [...perturbation.frames(from, perturbation.sample(stream, from))];
}

const perturb = (...args: string[]) => augmix(['perturb', ...args], { cwd: folder });

describe('augmix perturb, one image', () => {
  test('writes the frames that the library makes', async () => {
    const { code, stderr } = perturb(
      ...['in.png', 'noisy', '--perturbation', 'gaussian_noise', '--preset', 'cifar'],
      ...['--difficulty', '2', '--seed', '5', '--crop', '24'],
    );
    expect([code, stderr]).toEqual([0, 'wrote 31 frames to noisy\n']);
    const settings = { preset: 'cifar', difficulty: 2, cropSize: 24 } as const;
    const frames = framesOf(image, 'gaussian_noise', settings, 5);
    const names = readdirSync(join(folder, 'noisy')).sort();
    expect(names).toEqual(frames.map((_, frame) => `${String(frame).padStart(3, '0')}.png`));
    for (const [frame, name] of names.entries()) {
      expect(await readImage(join(folder, 'noisy', name))).toEqual(frames[frame]);
    }
  });

  test('writes an animated file with every frame', async () => {
    expect(
      perturb('in.png', 'tilt.webp', '--perturbation', 'tilt', '--preset', 'imagenet', '--delay', '50').code,
    ).toBe(0);
    const bytes = readFileSync(join(folder, 'tilt.webp'));
    // One chunk of this name per frame, which ends its header with its duration.
    const chunks = bytes.toString('latin1').split('ANMF').slice(1);
    expect(chunks.map((chunk) => Buffer.from(chunk, 'latin1').readUIntLE(16, 3))).toEqual(Array(31).fill(50));
    expect(await readImage(join(folder, 'tilt.webp'), { channels: 3 })).toEqual(
      framesOf(image, 'tilt', { preset: 'imagenet' })[0],
    );
  });
});

test('augmix perturb, a folder: every image under every perturbation', async () => {
  const second = createImage(20, 20, 3, image.data.slice(0, 1200));
  await writePng(join(folder, 'photos', 'a.png'), image);
  await writePng(join(folder, 'photos', 'cats', 'b.png'), second);
  const names = ['translate', 'shot_noise'] as const;
  const args = ['photos', 'sequences', '--perturbation', names.join(','), '--preset', 'cifar'];
  const { code, stderr } = perturb(...args);
  expect([code, stderr.split('\n').at(-2)]).toEqual([0, `wrote ${2 * (16 + 31)} frames to sequences`]);
  for (const name of names) {
    const frames = framesOf(second, name, { preset: 'cifar' }, 0, 1);
    const place = join(folder, 'sequences', name, 'cats', 'b');
    expect(readdirSync(place)).toHaveLength(frames.length);
    expect(await readImage(join(place, '007.png'))).toEqual(frames[7]);
    expect(existsSync(join(folder, 'sequences', name, 'a', '000.png'))).toBe(true);
  }
});

describe('augmix perturb, a data set', () => {
  const args = ['cifar10', 'CIFAR-10-P', '--preset', 'cifar', '--images', '5'];
  const sample = ['--set', `folder=${cifarSample}`, '--set', 'partial=true'];

  test('writes the published layout, and the reader reads it', async () => {
    const { code, stderr } = perturb(...args, ...sample, '--perturbation', 'motion_blur,translate');
    expect([code, stderr.split('\n').at(-2)]).toEqual([0, 'wrote 2 files of 5 sequences to CIFAR-10-P']);
    expect(readdirSync(join(folder, 'CIFAR-10-P')).sort()).toEqual([
      'motion_blur.npy',
      'perturb.json',
      'translate.npy',
    ]);
    const file = join(folder, 'CIFAR-10-P', 'motion_blur.npy');
    expect(decodeNpy(readFileSync(file))).toMatchObject({ dtype: 'uint8', shape: [5, 21, 32, 32, 3] });
    const sequences = await openPerturbationSequences(file);
    const split = await cifar10({ folder: cifarSample, partial: true }).open('test');
    for (let index = 0; index < sequences.length; index++) {
      const frames = framesOf(split.read(index), 'motion_blur', { preset: 'cifar' }, 0, index);
      expect(sequences.read(index)).toEqual(frames);
    }
    sequences.close();
    split.close();
  });

  test('goes on after it was killed, with the same bytes', () => {
    const place = join(folder, 'CIFAR-10-P');
    const file = join(place, 'translate.npy');
    const whole = readFileSync(file);
    // As a kill leaves it: two sequences recorded, and some bytes of the third.
    const header = whole.length - 5 * 16 * 3072;
    mkdirSync(join(folder, 'killed'));
    writeFileSync(
      join(folder, 'killed', 'translate.npy.partial'),
      whole.subarray(0, header + 2 * 16 * 3072 + 9),
    );
    const record = JSON.parse(readFileSync(join(place, 'perturb.json'), 'utf8')) as object;
    writeFileSync(
      join(folder, 'killed', 'perturb.json'),
      JSON.stringify({ ...record, written: { translate: 2 } }),
    );
    const again = ['cifar10', 'killed', ...args.slice(2), ...sample, '--perturbation', 'translate'];
    expect(perturb(...again).code).toBe(0);
    expect(readFileSync(join(folder, 'killed', 'translate.npy')).equals(whole)).toBe(true);

    const other = perturb(...again, '--seed', '1');
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringMatching(/^RUN_MISMATCH at .*made with seed 0, not 1/),
    ]);
  });

  test('writes over nothing that it has not written', () => {
    mkdirSync(join(folder, 'foreign'));
    writeFileSync(join(folder, 'foreign', 'tilt.npy'), 'mine');
    const { code, stderr } = perturb(
      ...['cifar10', 'foreign', ...args.slice(2), ...sample, '--perturbation', 'tilt'],
    );
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^RUN_EXISTS at foreign\/tilt.npy/)]);
    expect(readdirSync(join(folder, 'foreign'))).toEqual(['tilt.npy']);
  });
});

test.each([
  [['in.png', 'o', '--perturbation', 'tlit', '--preset', 'cifar'], /^PLUGIN_UNKNOWN .*did you mean "tilt"/],
  [['in.png', 'o', '--perturbation', 'tilt', '--preset', 'cifr'], /^USAGE.*did you mean "cifar"/],
  [
    ['in.png', 'o', '--perturbation', 'all', '--difficulty', '2', '--preset', 'cifar'],
    /^USAGE: motion_blur has no difficulty 2; expected --perturbation gaussian_noise,shot_noise,speckle_noise/,
  ],
  [
    ['in.png', 'o', '--perturbation', 'shot_noise', '--difficulty', '4', '--preset', 'cifar'],
    /^USAGE: --difficulty is "4"/,
  ],
  [['in.png', 'o.gif', '--perturbation', 'tilt,scale', '--preset', 'cifar'], /^USAGE at o.gif/],
  [['in.png', 'o.mp4', '--perturbation', 'tilt', '--preset', 'cifar'], /^USAGE: cannot write "o.mp4"/],
  [
    ['cifar1', 'o', '--perturbation', 'tilt', '--preset', 'cifar'],
    /^IMAGE_NOT_FOUND .*did you mean "cifar10"/,
  ],
])('%j is refused', (args, message) => {
  const { code, stderr } = perturb(...args);
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});
