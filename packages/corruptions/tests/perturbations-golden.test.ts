import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Fields, Image } from '@augmix/core';
import {
  createPerturbation,
  gaussianNoiseFrames,
  perturbationNames,
  perturbationStream,
  shotNoiseFrames,
  snowFrames,
  spatterFrames,
  speckleNoiseFrames,
  type NoisePerturbationSettings,
  type PerturbationName,
} from '../src/index.js';
import { framed } from '../src/internal/sequence/framing.js';
import { images } from './images.js';
import { normal, uniform } from './noise.js';

type Row = [NoisePerturbationSettings, string, number, Record<string, string>, string];
interface Golden {
  rows: Row[];
}

const hash = (parts: Uint8Array[]): string => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest('hex').slice(0, 16);
};

type Frames = (image: Image, params: never, fields: Fields) => Iterable<Image>;
/** Sequences with noise, and the noise that the golden values were made with. */
const withNoise: Partial<
  Record<
    PerturbationName,
    { frames: Frames; fields: (image: Image, params: Record<string, number>) => Fields }
  >
> = {
  gaussian_noise: {
    frames: gaussianNoiseFrames,
    fields: ({ data }) => ({ normal: normal(30 * data.length, 1) }),
  },
  speckle_noise: {
    frames: speckleNoiseFrames,
    fields: ({ data }) => ({ normal: normal(30 * data.length, 1) }),
  },
  shot_noise: {
    frames: shotNoiseFrames,
    fields: ({ data }, { photons }) => ({
      counts: uniform(30 * data.length, 1).map((u, index) =>
        Math.floor(2 * u * (data[index % data.length] / 255) * photons),
      ),
    }),
  },
  snow: { frames: snowFrames, fields: ({ width, height }) => ({ normal: normal(width * height, 1) }) },
  spatter: { frames: spatterFrames, fields: ({ width, height }) => ({ normal: normal(width * height, 1) }) },
};

function framesOf(name: PerturbationName, settings: NoisePerturbationSettings, image: Image): Image[] {
  const perturbation = createPerturbation(name, settings);
  const stream = perturbationStream({ seed: 1, perturbation: name, index: 0 });
  const params = perturbation.sample(stream, image) as never;
  const noisy = withNoise[name];
  if (!noisy) return [...perturbation.frames(image, params)];
  const view = framed(image, settings);
  return [...noisy.frames(view, params, noisy.fields(view, params))];
}

describe.each([...perturbationNames.test, ...perturbationNames.validation])('%s', (name) => {
  const file = new URL(`golden/perturbations/${name}.json`, import.meta.url);
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as Golden;

  test.each(rows)('gives the reference’s bytes with %j on %s', (settings, imageName, count, some, whole) => {
    const frames = framesOf(name, settings, images[imageName]);
    expect(frames).toHaveLength(count);
    const hashes = Object.keys(some).map((frame) => [frame, hash([frames[Number(frame)].data])]);
    expect(Object.fromEntries(hashes)).toEqual(some);
    expect(hash(frames.map(({ data }) => data))).toBe(whole);
  });
});
