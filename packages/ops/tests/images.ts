import { createHash } from 'node:crypto';
import { createImage, type Image } from '@augmix/core';

// The images of tools/golden/ops.py, computed in the same way.

export function formula(width: number, height: number, channels: number): Image {
  const image = createImage(width, height, channels);
  let index = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) image.data[index++] = 7 * x + 13 * y + 29 * c + 3 * ((x * y) % 17);
  return image;
}

export function noise(width: number, height: number, channels: number): Image {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const image = createImage(width, height, channels);
  for (let index = 0; index < image.data.length; index++) image.data[index] = next();
  return image;
}

export function narrow(width: number, height: number, channels: number): Image {
  const image = noise(width, height, channels);
  return { ...image, data: image.data.map((value) => 96 + (value >> 3)) };
}

export function flat(width: number, height: number, channels: number): Image {
  const image = createImage(width, height, channels);
  return { ...image, data: image.data.map((_, index) => [77, 140, 3][index % channels]) };
}

/** The image that a golden file calls, for instance, `noise 48x20x3`. */
export function imageNamed(name: string): Image {
  const [kind, shape] = name.split(' ');
  const [width, height, channels] = shape.split('x').map(Number);
  return { formula, noise, narrow, flat }[kind]!(width, height, channels);
}

export const sha256 = (image: Image): string => createHash('sha256').update(image.data).digest('hex');

/** One channel as an image of its own. */
export function channelOf({ data, width, height, channels }: Image, channel: number): Image {
  return createImage(
    width,
    height,
    1,
    data.filter((_, index) => index % channels === channel),
  );
}
