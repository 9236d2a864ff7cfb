import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createImage, isAugmixError, keyedStream } from '@augmix/core';
import { patchNoise, renderClean, type PatchNoiseTrace } from '../src/index.js';
import { testImage, viewStream } from './fixtures.js';

const normalization = { mean: [0.2, 0.4, 0.6], std: [0.5, 0.25, 0.125] };
const unit = { mean: [0], std: [1] };
const sides = fc.integer({ min: 1, max: 20 });

test('the view is clean outside the square, and within black … white inside', () => {
  fc.assert(
    fc.property(sides, sides, sides, fc.boolean(), fc.nat(), (width, height, size, isUniform, seed) => {
      const image = testImage(width, height);
      const augmentation = patchNoise({ size, strength: 1, noise: isUniform ? 'uniform' : 'gaussian' });
      const trace = augmentation.sample(viewStream(seed), image);
      const { left, top, right, bottom } = trace.patch;
      expect(left < right && top < bottom && right <= width && bottom <= height).toBe(true);
      expect(right - left <= size && bottom - top <= size).toBe(true);
      const [view, clean] = [new Float32Array(image.data.length), new Float32Array(image.data.length)];
      augmentation.render(image, trace, normalization, view);
      renderClean(image, normalization, clean);
      view.forEach((value, i) => {
        const pixel = Math.floor(i / 3);
        const [x, y] = [pixel % width, Math.floor(pixel / width)];
        if (x < left || x >= right || y < top || y >= bottom) return expect(value).toBe(clean[i]);
        const level = value * normalization.std[i % 3] + normalization.mean[i % 3];
        expect(level).toBeGreaterThan(-1e-6);
        expect(level).toBeLessThan(1 + 1e-6);
      });
    }),
  );
});

/** Noise of a grey image, in which nothing is clipped. */
function noiseOf(trace: Omit<PatchNoiseTrace, 'patch'>): Float32Array {
  const grey = createImage(100, 100, 1, new Uint8Array(10_000).fill(51));
  const view = new Float32Array(10_000);
  const patch = { left: 0, top: 0, right: 100, bottom: 100 };
  patchNoise().render(grey, { ...trace, patch }, unit, view);
  return view.map((value) => value - 0.2);
}
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the noise', () => {
  test('is Gaussian with the strength as its standard deviation', () => {
    const values = noiseOf({ noise: 'gaussian', strength: 0.03, seed: 5 });
    expect(Math.abs(mean(values))).toBeLessThan(4 * 0.0003);
    expect(Math.sqrt(mean(values.map((value) => value ** 2))) / 0.03).toBeCloseTo(1, 1);
    const within = values.filter((value) => Math.abs(value) < 0.03).length / values.length;
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.02);
  });

  test('is uniform up to the strength', () => {
    const values = noiseOf({ noise: 'uniform', strength: 0.1, seed: 5 });
    expect(Math.abs(mean(values))).toBeLessThan(4 * 0.00058);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(0.01 / 3, 3);
    expect(values.every((value) => Math.abs(value) < 0.1 + 1e-6)).toBe(true);
  });

  test('comes from the seed of the trace, row by row', () => {
    const image = testImage(4, 4, 1);
    const view = new Float32Array(16);
    const patch = { left: 1, top: 2, right: 3, bottom: 4 };
    patchNoise().render(image, { patch, noise: 'gaussian', strength: 0.01, seed: 9 }, unit, view);
    const stream = keyedStream({ seed: 9, purpose: 'view' });
    for (const i of [9, 10, 13, 14]) {
      expect(view[i]).toBe(Math.fround(image.data[i] / 255 + 0.01 * stream.normal()));
    }
  });

  test('has a strength of its own in each view, when that is varied', () => {
    const strengths = Array.from(
      { length: 1000 },
      (_, seed) =>
        patchNoise({ strength: 0.8, varied: true }).sample(viewStream(seed), { width: 8, height: 8 })
          .strength,
    );
    expect(Math.abs(mean(Float32Array.from(strengths)) - 0.4)).toBeLessThan(0.03);
    expect(Math.max(...strengths)).toBeLessThan(0.8);
  });
});

test('the centre is any pixel, and a square inside has its full area', () => {
  const centres = new Set<string>();
  for (let seed = 0; seed < 400; seed++) {
    const { patch } = patchNoise({ size: 1 }).sample(viewStream(seed), { width: 5, height: 4 });
    centres.add(`${patch.left} ${patch.top}`);
  }
  expect(centres.size).toBe(20);
  const { patch } = patchNoise({ size: 7 }).sample(viewStream(2), { width: 1000, height: 1000 });
  expect([patch.right - patch.left, patch.bottom - patch.top]).toEqual([7, 7]);
});

describe('a trace read from a file', () => {
  const augmentation = patchNoise();
  const trace = augmentation.sample(viewStream(1), { width: 32, height: 32 });

  test('is the one that was written', () => {
    expect(augmentation.parseTrace!(JSON.parse(JSON.stringify(trace)))).toEqual(trace);
  });

  test.each([
    [{ ...trace, noise: 'pink' }, 'noise'],
    [{ ...trace, strength: 2 }, 'strength'],
    [{ ...trace, seed: -1 }, 'seed'],
    [{ ...trace, patch: { ...trace.patch, left: 0.5 } }, 'patch.left'],
    [{ ...trace, sed: 1 }, 'sed'],
  ])('%j is wrong', (wrong, path) => {
    let error: unknown;
    try {
      augmentation.parseTrace!(wrong);
    } catch (thrown) {
      error = thrown;
    }
    expect(isAugmixError(error) && error.toJSON()).toMatchObject({ code: 'TRACE_INVALID', path });
  });
});

test.each([{ size: 0 }, { size: 1.5 }, { strength: 0 }, { strength: 1.5 }, { noise: 'pink' as 'uniform' }])(
  'refuses %j',
  (settings) => {
    expect(() => patchNoise(settings)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  },
);
