import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createImage } from '@augmix/core';
import { afterAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { listImages, readImage, writePng } from '../src/node.js';

const folder = mkdtempSync(join(tmpdir(), 'augmix-images-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const pattern = (channels: number) =>
  createImage(
    5,
    4,
    channels,
    Uint8Array.from({ length: 20 * channels }, (_, index) => (index * 37) % 256),
  );
const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#f00' } });

test.each([1, 3, 4])('an image of %i channels comes back from PNG as it was', async (channels) => {
  await writePng(at('same.png'), pattern(channels));
  expect(await readImage(at('same.png'))).toEqual(pattern(channels));
});

test('grey with alpha is read as RGBA', async () => {
  await writePng(at('grey-alpha.png'), createImage(1, 1, 2, Uint8Array.of(7, 200)));
  expect([...(await readImage(at('grey-alpha.png'))).data]).toEqual([7, 7, 7, 200]);
});

test('three channels can be asked for', async () => {
  await writePng(at('grey.png'), createImage(1, 1, 1, Uint8Array.of(7)));
  await writePng(at('rgba.png'), createImage(1, 1, 4, Uint8Array.of(1, 2, 3, 0)));
  expect([...(await readImage(at('grey.png'), { channels: 3 })).data]).toEqual([7, 7, 7]);
  expect([...(await readImage(at('rgba.png'), { channels: 3 })).data]).toEqual([1, 2, 3]);
});

test('16 bits become 8 by their high byte', async () => {
  const levels = Uint16Array.of(300, 20300, 40300);
  await sharp(levels, { raw: { width: 3, height: 1, channels: 1 } })
    .toColourspace('grey16')
    .toFile(at('16.png'));
  await sharp(levels, { raw: { width: 1, height: 1, channels: 3 } })
    .toColourspace('rgb16')
    .toFile(at('48.png'));
  const bytes = [...levels].map((level) => level >> 8);
  expect([...(await readImage(at('16.png'))).data]).toEqual(bytes);
  expect([...(await readImage(at('48.png'))).data]).toEqual(bytes);
});

test('a palette and CMYK become RGB', async () => {
  await red(2, 2).png({ palette: true }).toFile(at('palette.png'));
  await red(2, 2).toColourspace('cmyk').jpeg().toFile(at('cmyk.jpg'));
  expect([...(await readImage(at('palette.png'))).data.slice(0, 3)]).toEqual([255, 0, 0]);
  expect((await readImage(at('cmyk.jpg'))).channels).toBe(3);
});

test('the EXIF orientation is applied', async () => {
  await red(4, 2).withMetadata({ orientation: 6 }).jpeg().toFile(at('turned.jpg'));
  expect(await readImage(at('turned.jpg'))).toMatchObject({ width: 2, height: 4 });
});

test('a colour profile does not change the levels', async () => {
  await red(1, 1).withIccProfile('p3').png().toFile(at('profile.png'));
  const stored = await sharp(at('profile.png'), { ignoreIcc: true }).raw().toBuffer();
  expect([...stored]).not.toEqual([255, 0, 0]);
  expect([...(await readImage(at('profile.png'))).data]).toEqual([...stored]);
});

test('a missing file is not found', async () => {
  await expect(readImage(at('none.png'))).rejects.toMatchObject({
    code: 'IMAGE_NOT_FOUND',
    details: { file: at('none.png') },
  });
});

test('text, an empty file, a folder and cut images are unreadable', async () => {
  writeFileSync(at('text.png'), 'not an image');
  writeFileSync(at('empty.png'), '');
  const noise = { type: 'gaussian' as const, mean: 100, sigma: 30 };
  const picture = sharp({ create: { width: 99, height: 99, channels: 3, background: '#000', noise } });
  for (const format of ['png', 'jpeg'] as const) {
    await picture
      .clone()
      .toFormat(format)
      .toFile(at(`whole.${format}`));
    const bytes = readFileSync(at(`whole.${format}`));
    writeFileSync(at(`cut.${format}`), bytes.subarray(0, bytes.length / 2));
  }
  for (const file of [at('text.png'), at('empty.png'), folder, at('cut.png'), at('cut.jpeg')]) {
    await expect(readImage(file)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE', details: { file } });
  }
});

test('an image with more than four channels cannot be a PNG file', async () => {
  await expect(writePng(at('five.png'), createImage(1, 1, 5))).rejects.toMatchObject({
    code: 'IMAGE_UNSUPPORTED',
  });
});

test('a PNG that cannot be written leaves nothing behind', async () => {
  mkdirSync(at('taken/out.png'), { recursive: true });
  await expect(writePng(at('taken/out.png'), createImage(1, 1, 3))).rejects.toMatchObject({
    code: 'WRITE_FAILED',
  });
  expect(readdirSync(at('taken'))).toEqual(['out.png']);
});

test('a folder lists its images by name', async () => {
  mkdirSync(at('list/sub.png'), { recursive: true });
  for (const name of ['b.JPG', 'a.png', 'notes.txt', 'B.png']) writeFileSync(at(`list/${name}`), '');
  expect((await listImages(at('list'))).map((path) => basename(path))).toEqual(['B.png', 'a.png', 'b.JPG']);
  await expect(listImages(at('nowhere'))).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});
