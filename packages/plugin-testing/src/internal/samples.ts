// What laws feed to plugins.
import { createImage, keyedStream, type Image, type RandomStream, type Size } from '@augmix/core';

/** Neither square nor odd, large enough for the blocks and windows of most ops. */
export const usualSize: Size = { width: 32, height: 24 };

/** A picture with edges, slopes and every level, the same each time. */
export function picture({ width, height }: Size = usualSize, channels = 3): Image {
  const image = createImage(width, height, channels);
  for (let index = 0; index < image.data.length; index++) {
    const pixel = Math.floor(index / channels);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const square = x > width / 3 && y > height / 3 ? 90 : 0;
    image.data[index] = (x * 5 + y * 3 + (index % channels) * 40 + square + ((x * y) % 7)) % 256;
  }
  return image;
}

/** The stream of one view; the same seed gives the same numbers. */
export const viewStream = (seed = 1): RandomStream => keyedStream({ seed, purpose: 'view' });

export const batchStream = (seed = 1): RandomStream => keyedStream({ seed, purpose: 'batch' });

/** How many draws stand for all. */
export const seeds = [1, 2, 3, 4, 5] as const;

/** A value as it comes back from a file. */
export const throughJson = <Value>(value: Value): Value =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value);
