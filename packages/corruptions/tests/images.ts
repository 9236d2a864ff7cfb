// The images of tools/golden/corruptions.py.
import { readFileSync } from 'node:fs';
import { createImage, type Image } from '@augmix/core';
import { readPng } from './png.js';

const records = readFileSync(new URL('../../../tools/cifar10-sample/test_batch.bin', import.meta.url));

function cifar(record: number): Image {
  const planes = records.subarray(3073 * record + 1, 3073 * (record + 1));
  const data = Uint8Array.from(
    { length: 3072 },
    (_, index) => planes[(index % 3) * 1024 + Math.floor(index / 3)],
  );
  return createImage(32, 32, 3, data);
}

const photograph = (name: string): Image => readPng(new URL(`golden/images/${name}.png`, import.meta.url));

export function cut(image: Image, left: number, top: number, width: number, height: number): Image {
  const part = createImage(width, height, image.channels);
  const row = width * image.channels;
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * image.width + left) * image.channels;
    part.data.set(image.data.subarray(start, start + row), y * row);
  }
  return part;
}

const astronaut = photograph('astronaut');
export const images: Record<string, Image> = {
  'cifar-0': cifar(0),
  'cifar-1': cifar(1),
  'cifar-2': cifar(2),
  astronaut,
  coffee: photograph('coffee'),
  chelsea: photograph('chelsea'),
  part: cut(astronaut, 80, 30, 61, 47),
};
