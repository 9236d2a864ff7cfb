// The kernels give what the TypeScript forms give, byte for byte: any size, channel count, preset and severity.
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createImage, type Corruption, type Image, type Severity } from '@augmix/core';
import { allowCorruptionKernels, corruptionKernels } from '@augmix/kernels/corruptions';
import {
  corruptionNames,
  corruptionStream,
  createCorruption,
  defocusBlur,
  gaussianBlur,
  glassBlur,
  motionBlur,
  presetNames,
  zoomBlur,
} from '../src/index.js';
import { images } from './images.js';

afterEach(() => allowCorruptionKernels(true));

function withoutKernels<Result>(work: () => Result): Result {
  allowCorruptionKernels(false);
  try {
    return work();
  } finally {
    allowCorruptionKernels(true);
  }
}

test('there are kernels', () => {
  expect(corruptionKernels()).toBeDefined();
});

/** Values of every kind: noise, few levels (exact sums, greys, saturated colours) and smooth. */
function fill(image: Image, kind: number, seed: number): Image {
  let state = seed;
  image.data.forEach((_, index) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const random = state >>> 24;
    const smooth = 128 + 100 * Math.sin(index / 30) + (random >> 4);
    image.data[index] = [random, random < 128 ? 0 : 255, [0, 255, 128, 77][index % image.channels], smooth][
      kind
    ];
  });
  return image;
}

const colourful = ['brightness', 'saturate', 'snow', 'frost', 'spatter'];
const channelsOf = (name: string): number[] =>
  colourful.includes(name) ? [3] : name === 'jpeg_compression' ? [1, 3] : [1, 2, 3, 4, 5];

describe.each([...corruptionNames.common, ...corruptionNames.extra])('%s', (name) => {
  const keys = fc.record({
    preset: fc.constantFrom(...presetNames),
    severity: fc.constantFrom<Severity[]>(1, 2, 3, 4, 5),
    width: fc.integer({ min: 1, max: 50 }),
    height: fc.integer({ min: 1, max: 50 }),
    channels: fc.constantFrom(...channelsOf(name)),
    kind: fc.nat(3),
    seed: fc.nat(),
  });
  const agree = (corruption: Corruption, image: Image, severity: Severity, seed: number): void => {
    const stream = corruptionStream({ seed, corruption: name, severity, index: 0 });
    const params: unknown = corruption.sample(stream, severity, image);
    const fast = corruption.apply(image, params);
    expect(fast).toEqual(withoutKernels(() => corruption.apply(image, params)));
  };

  test('random images', () => {
    fc.assert(
      fc.property(keys, ({ preset, severity, width, height, channels, kind, seed }) => {
        const image = fill(createImage(width, height, channels), kind, seed);
        agree(createCorruption(name, { preset }), image, severity, seed);
      }),
      { numRuns: 40 },
    );
  });

  test('photographs', () => {
    for (const preset of presetNames) {
      agree(createCorruption(name, { preset }), images.part, 3, 1);
    }
  });
});

describe('sums in single precision are hardly ever in doubt', () => {
  const count = (): number => corruptionKernels()!.run.exactValues();
  const image = images.coffee;
  const cases: [string, number, () => Image][] = [
    ['gaussian_blur', 0.004, () => gaussianBlur(image, { sigma: 3 })],
    ['defocus_blur, in groups of eight', 0.03, () => defocusBlur(image, { radius: 6, aliasSigma: 0.5 })],
    ['motion_blur', 0.004, () => motionBlur(image, { radius: 15, sigma: 8, angle: 20 })],
  ];
  test.each(cases)('%s', (_, most, run) => {
    const before = count();
    run();
    const share = (count() - before) / image.data.length;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(most);
  });

  test('what is black is not', () => {
    const before = count();
    gaussianBlur(createImage(40, 40, 3), { sigma: 3 });
    defocusBlur(createImage(40, 40, 3), { radius: 6, aliasSigma: 0.5 });
    expect(count()).toBe(before);
  });
});

describe('parameters beyond the tables', () => {
  const image = fill(createImage(19, 13, 3), 0, 7);
  const cases: [string, () => Image][] = [
    ['a Gaussian wider than the image', () => gaussianBlur(image, { sigma: 11.3 })],
    ['no Gaussian', () => gaussianBlur(image, { sigma: 0 })],
    ['a trail longer than the image', () => motionBlur(image, { radius: 90, sigma: 40, angle: 200 })],
    ['a disk larger than the image', () => defocusBlur(image, { radius: 23.5, aliasSigma: 0.7 })],
    ['more zooms than have tables', () => zoomBlur(image, { step: 0.003, count: 70 })],
    ['no zoom', () => zoomBlur(image, { step: 0, count: 3 })],
    ['no room to displace', () => glassBlur(image, { sigma: 1, maxDelta: 7, iterations: 2, seed: 1 })],
  ];
  test.each(cases)('%s', (_, run) => {
    expect(run()).toEqual(withoutKernels(run));
  });

  test('images that the kernels refuse', () => {
    const large = createImage(3000, 2800, 1);
    expect(corruptionKernels()!.accepts(large)).toBe(false);
    expect(gaussianBlur(large, { sigma: 0.4 }).data.length).toBe(8_400_000);
  });
});
