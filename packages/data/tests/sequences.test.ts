// Files of our own in the published layout of CIFAR-10-P.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createImage } from '@augmix/core';
import sharp from 'sharp';
import { encodeNpy } from '../src/index.js';
import { openPerturbationSequences, writeAnimation } from '../src/node.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-sequences-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Three images, four frames of 32×32; frame `f` of image `n` is filled with `10 · n + f`. */
function sample(name: string, shape = [3, 4, 32, 32, 3]): string {
  const file = join(temporary, name);
  const data = new Uint8Array(shape.reduce((product, length) => product * length, 1));
  for (let at = 0; at < data.length; at++) {
    const frame = Math.floor(at / 3072);
    data[at] = 10 * Math.floor(frame / 4) + (frame % 4);
  }
  writeFileSync(file, encodeNpy(data, shape));
  return file;
}

describe('perturbation sequences', () => {
  test('are read one by one, frame by frame', async () => {
    const sequences = await openPerturbationSequences(sample('tilt.npy'));
    expect(sequences).toMatchObject({ length: 3, frames: 4, shape: { width: 32, height: 32, channels: 3 } });
    for (let index = 0; index < 3; index++) {
      const frames = sequences.read(index);
      expect(frames).toHaveLength(4);
      frames.forEach(({ width, data }, frame) => {
        expect([width, data.length, ...new Set(data)]).toEqual([32, 3072, 10 * index + frame]);
      });
    }
    for (const index of [-1, 3, 0.5]) {
      expect(() => sequences.read(index)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    }
    sequences.close();
    expect(() => sequences.read(0)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  test('a missing file is said to be missing', async () => {
    const file = join(temporary, 'none.npy');
    await expect(openPerturbationSequences(file)).rejects.toMatchObject({
      code: 'DATA_MISSING',
      details: { file },
    });
  });

  test.each([
    ['of images without frames', [3, 32, 32, 3]],
    ['without images', [0, 4, 32, 32, 3]],
    ['of grey frames', [3, 4, 32, 32, 1]],
  ])('a file %s is refused by name', async (_what, shape) => {
    const file = sample('shape.npy', shape);
    await expect(openPerturbationSequences(file)).rejects.toMatchObject({
      code: 'DATA_INVALID',
      details: { file, expected: 'uint8 [n, frames, height, width, 3]' },
    });
  });

  test('numbers that are no bytes are refused by name', async () => {
    const file = join(temporary, 'float.npy');
    writeFileSync(file, encodeNpy(new Float32Array(2 * 2 * 3), [1, 1, 2, 2, 3]));
    await expect(openPerturbationSequences(file)).rejects.toMatchObject({
      code: 'DATA_INVALID',
      details: { file },
    });
  });

  test.each([-1, 1])('a file of %i byte too many or few is refused by name', async (bytes) => {
    const file = sample('length.npy');
    truncateSync(file, encodeNpy(new Uint8Array(36864), [3, 4, 32, 32, 3]).length + bytes);
    await expect(openPerturbationSequences(file)).rejects.toMatchObject({
      code: 'DATA_TRUNCATED',
      details: { file },
    });
  });
});

describe('animations', () => {
  const frames = Array.from({ length: 5 }, (_, frame) =>
    createImage(
      6,
      4,
      3,
      Uint8Array.from({ length: 72 }, (_, at) => (37 * at + 50 * frame) % 256),
    ),
  );

  test('a .webp has every frame without loss', async () => {
    const file = join(temporary, 'frames.webp');
    await writeAnimation(file, frames, { delay: 40 });
    const metadata = await sharp(file, { animated: true }).metadata();
    expect(metadata).toMatchObject({ pages: 5, pageHeight: 4, width: 6, delay: [40, 40, 40, 40, 40] });
    for (const [page, { data }] of frames.entries()) {
      const raw = await sharp(file, { page }).removeAlpha().raw().toBuffer();
      expect(Uint8Array.from(raw)).toEqual(data);
    }
  });

  test('a .gif has every frame', async () => {
    const file = join(temporary, 'frames.gif');
    await writeAnimation(file, frames);
    expect(await sharp(file, { animated: true }).metadata()).toMatchObject({
      pages: 5,
      format: 'gif',
      loop: 0,
    });
  });

  test.each([
    ['another ending', 'frames.mp4', frames],
    ['no frames', 'none.webp', []],
    ['frames of two sizes', 'sizes.webp', [frames[0], createImage(4, 6, 3)]],
    ['grey frames', 'grey.webp', [createImage(6, 4, 1)]],
  ])('%s is refused', async (_what, name, images) => {
    await expect(writeAnimation(join(temporary, name), images)).rejects.toMatchObject({
      code: 'IMAGE_UNSUPPORTED',
    });
  });
});
