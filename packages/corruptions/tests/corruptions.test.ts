import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createImage, type Corruption, type Image, type Severity } from '@augmix/core';
import {
  corruptionNames,
  corruptionStream,
  createCorruption,
  frostCorruption,
  gaussianNoise,
  impulseNoise,
  jpegCompression,
  motionBlur,
  pixelate,
  presetNames,
  shotNoise,
  speckleNoise,
  type CorruptionName,
  type Preset,
} from '../src/index.js';
import { images } from './images.js';

const names: readonly CorruptionName[] = [...corruptionNames.common, ...corruptionNames.extra];
const severities: readonly Severity[] = [1, 2, 3, 4, 5];
const flat = (level: number, side = 100, channels = 3): Image =>
  createImage(side, side, channels, new Uint8Array(side * side * channels).fill(level));
const mean = (data: Uint8Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;
const deviation = (data: Uint8Array): number => {
  const middle = mean(data);
  return Math.sqrt(data.reduce((sum, value) => sum + (value - middle) ** 2, 0) / data.length);
};

function corrupt(name: CorruptionName, preset: Preset, severity: Severity, image: Image, index = 0): Image {
  const corruption = createCorruption(name, { preset });
  const stream = corruptionStream({ seed: 1, corruption: name, severity, index });
  return corruption.apply(image, corruption.sample(stream, severity, image));
}

describe.each(names)('%s', (name) => {
  test('equal keys give equal parameters and bytes, also through JSON, and the image stays as it is', () => {
    const image = images['cifar-0'];
    const before = image.data.slice();
    const corruption = createCorruption(name, { preset: 'cifar' });
    const sample = (index: number): unknown =>
      corruption.sample(corruptionStream({ seed: 3, corruption: name, severity: 3, index }), 3, image);
    const params = sample(5);
    expect(sample(5)).toEqual(params);
    const once = corruption.apply(image, params);
    expect(corruption.apply(image, JSON.parse(JSON.stringify(params)))).toEqual(once);
    expect(image.data).toEqual(before);
    expect(once.data).not.toBe(image.data);
    expect(once.data).not.toEqual(image.data);
  });

  test('images of any size keep it, with every preset and severity', () => {
    for (const preset of presetNames) {
      for (const severity of severities) {
        for (const [width, height] of [
          [1, 1],
          [2, 3],
          [23, 17],
        ]) {
          const out = corrupt(name, preset, severity, createImage(width, height, 3));
          expect([out.width, out.height, out.channels, out.data.length]).toEqual([
            width,
            height,
            3,
            3 * width * height,
          ]);
        }
      }
    }
  });

  test('a severity that is none, or an unknown preset, is refused', () => {
    const size = { width: 8, height: 8 };
    const stream = corruptionStream({ seed: 1, corruption: name, severity: 1, index: 0 });
    for (const severity of [0, 6, 2.5, NaN]) {
      expect(() =>
        createCorruption(name, { preset: 'cifar' }).sample(stream, severity as Severity, size),
      ).toThrow('severity');
    }
    expect(() => createCorruption(name, { preset: 'imagenet-c' as Preset })).toThrow('preset');
  });
});

test('images with one channel work wherever no colours are mixed, and are refused by name elsewhere', () => {
  const colourful = ['brightness', 'saturate', 'snow', 'frost', 'spatter'];
  for (const name of names) {
    const grey = flat(90, 12, 1);
    if (colourful.includes(name))
      expect(() => corrupt(name, 'cifar', 3, grey)).toThrow(`${name} cannot work`);
    else expect(corrupt(name, 'cifar', 3, grey).data).toHaveLength(144);
  }
});

describe('streams', () => {
  test('every corruption, severity and index has a stream of its own', () => {
    const first = names.flatMap((corruption) =>
      severities.flatMap((severity) =>
        [0, 1].map((index) => corruptionStream({ seed: 1, corruption, severity, index }).uint32()),
      ),
    );
    expect(new Set(first).size).toBe(19 * 5 * 2);
  });

  test('names that no plugin can have and unknown severities are refused', () => {
    const key = { seed: 1, corruption: 'fog', severity: 1, index: 0 } as const;
    expect(() => corruptionStream({ ...key, corruption: 'Smog!' })).toThrow('corruption is Smog!');
    expect(() => corruptionStream({ ...key, severity: 0 as 1 })).toThrow('severity is 0');
  });
});

describe('streams of third parties', () => {
  const key = { seed: 1, severity: 3, index: 4 } as const;

  test('have numbers of their own, which stay what they are', () => {
    const words = ['smog', 'vendor/smog', 'fog'].map((corruption) =>
      corruptionStream({ ...key, corruption }).uint32(),
    );
    expect(words).toEqual([1399613657, 2843163546, 54421415]);
  });
});

describe('what is drawn has the right distribution', () => {
  // Standard errors at 30 000 values are below 1 % of these numbers.
  test('gaussian_noise: mean and deviation', () => {
    const { data } = gaussianNoise(flat(128), { sigma: 0.08, seed: 1 });
    expect(Math.abs(mean(data) - 127.5)).toBeLessThan(0.5); // truncation takes half a level
    expect(Math.abs(deviation(data) / (0.08 * 255) - 1)).toBeLessThan(0.02);
  });

  test('normal noise has the tails of a normal distribution', () => {
    const { data } = gaussianNoise(flat(128, 300), { sigma: 0.1, seed: 4 });
    const beyond = (deviations: number): number =>
      data.filter((value) => Math.abs(value + 0.5 - 128) > deviations * 25.5).length / data.length;
    // Shares of a normal distribution; levels are truncated, so the counts are a few per cent off.
    for (const [deviations, share] of [
      [1, 0.3173],
      [2, 0.0455],
      [3, 0.0027],
      [4, 0.0000633],
    ]) {
      expect(Math.abs(beyond(deviations) / share - 1)).toBeLessThan(deviations < 4 ? 0.1 : 0.8);
    }
  });

  test('speckle_noise: the deviation is in proportion to the level', () => {
    for (const level of [40, 80, 120]) {
      const { data } = speckleNoise(flat(level), { sigma: 0.2, seed: level });
      expect(Math.abs(deviation(data) / (0.2 * level) - 1)).toBeLessThan(0.02);
    }
  });

  test.each([3, 60, 500])('shot_noise: %d photons have the variance of a Poisson count', (photons) => {
    const level = 64; // far enough from white that clipping does not matter but for three photons
    const { data } = shotNoise(flat(level), { photons, seed: 2 });
    const expected = Math.sqrt((level / 255) * photons) * (255 / photons);
    if (photons > 3) expect(Math.abs(deviation(data) / expected - 1)).toBeLessThan(0.02);
    const black = [...data].filter((value) => value === 0).length / data.length;
    expect(Math.abs(black - Math.exp((-level / 255) * photons))).toBeLessThan(0.01);
  });

  test('impulse_noise: the amount, half of it white, channels independent', () => {
    const { data } = impulseNoise(flat(100), { amount: 0.2, seed: 3 });
    const share = (level: number): number => data.filter((value) => value === level).length / data.length;
    expect(Math.abs(share(255) - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(share(0) - 0.1)).toBeLessThan(0.01);
    let both = 0;
    for (let index = 0; index < data.length; index += 3)
      if (data[index] !== 100 && data[index + 1] !== 100) both++;
    expect(Math.abs(both / (data.length / 3) - 0.04)).toBeLessThan(0.01);
  });

  test('motion_blur and snow draw angles in their ranges', () => {
    for (const [name, low] of [
      ['motion_blur', -45],
      ['snow', -135],
    ] as const) {
      const corruption: Corruption<{ angle: number }> = createCorruption(name, { preset: 'cifar' });
      const angles = Array.from({ length: 400 }, (_, index) => {
        const stream = corruptionStream({ seed: 1, corruption: name, severity: 1, index });
        return corruption.sample(stream, 1, { width: 32, height: 32 }).angle;
      });
      expect(Math.min(...angles)).toBeGreaterThanOrEqual(low);
      expect(Math.min(...angles)).toBeLessThan(low + 3);
      expect(Math.max(...angles)).toBeGreaterThan(low + 87);
      expect(Math.max(...angles)).toBeLessThan(low + 90);
    }
  });

  test('frost reaches every texture and every corner with room, and none without', () => {
    const corruption = frostCorruption({ preset: 'imagenet', textures: [flat(1, 10), flat(2, 9)] });
    const drawn = Array.from({ length: 300 }, (_, index) => {
      const stream = corruptionStream({ seed: 1, corruption: 'frost', severity: 1, index });
      return corruption.sample(stream, 1, { width: 8, height: 8 }).texture;
    });
    expect(new Set(drawn.map((texture) => JSON.stringify(texture))).size).toBe(2 * 2 + 1);
    const stream = corruptionStream({ seed: 1, corruption: 'frost', severity: 1, index: 0 });
    expect(() => corruption.sample(stream, 1, { width: 10, height: 8 })).toThrow('no room in texture');
  });
});

describe('laws', () => {
  test('zoom_blur, gaussian_blur and motion_blur keep a white image nearly white', () => {
    for (const name of ['zoom_blur', 'gaussian_blur', 'motion_blur'] as const) {
      expect(Math.min(...corrupt(name, 'imagenet', 5, flat(255)).data)).toBeGreaterThanOrEqual(254);
    }
  });

  test('motion_blur smears to the left for an angle of 0, and keeps the sum of light', () => {
    const line = createImage(41, 1, 1);
    line.data[20] = 255;
    const { data } = motionBlur(line, { radius: 5, sigma: 2, angle: 0 });
    expect([...data.slice(21)]).toEqual(new Array(20).fill(0));
    expect(Math.abs(data.reduce((sum, value) => sum + value, 0) - 255)).toBeLessThan(11);
  });

  test('pixelate gives blocks of equal colour; a scale of 1 changes nothing', () => {
    const image = images['cifar-1'];
    const { data } = pixelate(image, { scale: 0.25 });
    for (let index = 0; index < data.length; index += 12) {
      expect(new Set([data[index], data[index + 3], data[index + 6], data[index + 9]]).size).toBe(1);
    }
    expect(pixelate(image, { scale: 1 })).toEqual(image);
    expect(pixelate(image, { scale: 1 }).data).not.toBe(image.data);
  });

  test('jpeg_compression at high quality keeps flat greys to within two levels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 90, max: 100 }), (level, quality) => {
        const { data } = jpegCompression(flat(level, 9), { quality });
        return data.every((value) => Math.abs(value - level) <= 2);
      }),
      { numRuns: 50 },
    );
  });

  test('values never leave their range by wrapping: a nearly white image never turns black', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (index) => {
        for (const name of ['elastic_transform', 'glass_blur', 'defocus_blur', 'zoom_blur'] as const) {
          if (Math.min(...corrupt(name, 'cifar', 5, flat(250, 16), index).data) < 128) return false;
        }
        return true;
      }),
      { numRuns: 10 },
    );
  });

  test('fields of another length are refused', () => {
    const fields = { normal: new Float64Array(5) };
    expect(() => gaussianNoise(flat(1, 2), { sigma: 0.1, seed: 1 }, fields)).toThrow(
      'fields.normal.length is 5',
    );
  });
});
