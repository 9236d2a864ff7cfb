import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Corruption, Fields, Image, Severity } from '@augmix/core';
import { allowCorruptionKernels } from '@augmix/kernels/corruptions';
import {
  corruptionNames,
  corruptionStream,
  createCorruption,
  frostCorruption,
  type CorruptionName,
  type Preset,
} from '../src/index.js';
import { images } from './images.js';
import { normal, uniform } from './noise.js';

type Params = Record<string, number>;
type Row = [Preset, Severity, Params, Params, Record<string, string | [string, string]>];
interface Golden {
  rows: Row[];
}

const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 16);

// Photographs of anything do for frost: with textures in their own size, reduced and cut as the reference does.
const textures = [images['astronaut'], images['coffee'], images['chelsea']];
const create = (name: CorruptionName, preset: Preset): Corruption =>
  name === 'frost' ? frostCorruption({ preset, textures }) : createCorruption(name, { preset });

/** The noise that the golden values were made with. */
const fieldsOf: Partial<Record<CorruptionName, (image: Image, params: Params) => Fields>> = {
  gaussian_noise: ({ data }) => ({ normal: normal(data.length, 1) }),
  speckle_noise: ({ data }) => ({ normal: normal(data.length, 1) }),
  impulse_noise: ({ data }) => ({ flip: uniform(data.length, 1), salt: uniform(data.length, 2) }),
  shot_noise: ({ data }, { photons }) => ({
    counts: uniform(data.length, 1).map((u, index) => Math.floor(2 * u * (data[index] / 255) * photons)),
  }),
  glass_blur: ({ width, height }, { maxDelta, iterations }) => {
    const visits = iterations * (width - 2 * maxDelta) * (height - 2 * maxDelta);
    const deltas = (key: number): Float64Array =>
      uniform(visits, key).map((u) => Math.floor(2 * maxDelta * u) - maxDelta);
    return { dx: deltas(1), dy: deltas(2) };
  },
  snow: ({ width, height }) => ({ normal: normal(width * height, 1) }),
  spatter: ({ width, height }) => ({ normal: normal(width * height, 1) }),
  elastic_transform: ({ width, height }) => {
    const noise = (key: number): Float64Array => uniform(width * height, key).map((u) => 2 * u - 1);
    return { dx: noise(1), dy: noise(2) };
  },
  fog: (_, { mapSize }) => ({ random: uniform(mapSize * mapSize - 1, 1) }),
};

/** Corruptions that may differ by one level in one value of a hundred, and why. */
const tolerated: Partial<Record<CorruptionName, string>> = {};

const names = [...corruptionNames.common, ...corruptionNames.extra];
const fileOf = (name: string): URL => new URL(`golden/${name}.json`, import.meta.url);

afterEach(() => allowCorruptionKernels(true));

describe.each(names.filter((name) => existsSync(fileOf(name))))('%s', (name) => {
  const { rows } = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Golden;

  test('has the benchmark’s parameters for every preset and severity', () => {
    expect(rows).toHaveLength(20);
    for (const [preset, severity, params] of rows) {
      const stream = corruptionStream({ seed: 1, corruption: name, severity, index: 0 });
      const sampled = createCorruption(name, { preset }).sample(stream, severity, { width: 32, height: 32 });
      expect({ preset, severity, ...sampled }).toMatchObject({ preset, severity, ...params });
    }
  });

  const what = name in tolerated ? 'levels, but for one in a few values' : 'bytes';
  test.each(['kernels', 'TypeScript'])(`%s give the reference’s ${what}`, (form) => {
    allowCorruptionKernels(form === 'kernels');
    const different: string[] = [];
    for (const [preset, severity, params, drawn, outputs] of rows) {
      const corruption = create(name, preset);
      for (const [imageName, expected] of Object.entries(outputs)) {
        const image = images[imageName];
        const all = { seed: 0, ...params, ...drawn };
        const { data } = corruption.apply(image, all, fieldsOf[name]?.(image, all));
        const [digest, sample] = Array.isArray(expected) ? expected : [expected];
        if (hash(data) === digest) continue;
        const place = `${preset} ${severity} ${imageName}`;
        if (sample && name in tolerated) {
          const levels = Buffer.from(sample, 'base64');
          const errors = [...levels].map((level, index) => Math.abs(level - data[61 * index]));
          const wrong = errors.filter((error) => error > 0).length;
          if (Math.max(...errors) <= 1 && wrong <= 0.01 * levels.length) continue;
          different.push(`${place}: ${wrong} of ${levels.length} values, by up to ${Math.max(...errors)}`);
        } else different.push(place);
      }
    }
    expect(different).toEqual([]);
  });
});
