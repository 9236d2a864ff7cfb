import type { Fields, Image, RandomStream } from '@augmix/core';
import { requireArgument } from '../argument.js';
import { drawSeed } from '../noise.js';

/** Keys of the 30 noisy frames. */
export const drawSeeds = (stream: RandomStream): number[] =>
  Array.from({ length: 30 }, () => drawSeed(stream));

/**
 * The image as it is, then a noisy copy of it per seed. A field given from outside has the noise of all copies, one after
 * the other.
 */
export function* noisyFrames(
  image: Image,
  seeds: readonly number[],
  name: string,
  fields: Fields | undefined,
  noisy: (seed: number, fields?: Fields) => Image,
): Generator<Image, void> {
  const { length } = image.data;
  const field = fields?.[name];
  if (field) {
    const expected = seeds.length * length;
    requireArgument(field.length === expected, `fields.${name}.length`, field.length, String(expected));
  }
  yield image;
  for (const [copy, seed] of seeds.entries()) {
    yield noisy(seed, field && { [name]: field.subarray(copy * length, (copy + 1) * length) });
  }
}
