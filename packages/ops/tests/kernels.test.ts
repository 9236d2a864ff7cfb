// The fast form of an op gives the bytes of its TypeScript form, for any size, channel count and argument.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createImage, imagesEqual, type Image, type Op } from '@augmix/core';
import { allowKernels, kernels } from '@augmix/kernels';
import fc from 'fast-check';
import { allAugmixOps, horizontalFlipOp, invertOp, rotate, shearX } from '../src/index.js';
import { narrow, noise } from './images.js';

afterEach(() => allowKernels(true));

function inTypeScript(op: Op, image: Image, args: unknown): Image {
  allowKernels(false);
  try {
    return op.apply(image, args);
  } finally {
    allowKernels(true);
  }
}

/** Smooth, noisy, narrow, flat: what counts and samples differ on. */
const painters: ((image: Image, seed: number) => void)[] = [
  ({ data, width, channels }, seed) => {
    for (let index = 0; index < data.length; index++) {
      const pixel = Math.floor(index / channels);
      const wave = Math.sin(((pixel % width) + seed) / 9) * Math.cos(Math.floor(pixel / width) / 13);
      data[index] = 128 + 110 * wave + 10 * (index % channels);
    }
  },
  ({ data }, seed) => {
    let state = seed;
    for (let index = 0; index < data.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      data[index] = state >>> 24;
    }
  },
  ({ data }, seed) => {
    let state = seed;
    for (let index = 0; index < data.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      data[index] = 90 + (state >>> 27);
    }
  },
  ({ data, channels }, seed) => {
    for (let index = 0; index < data.length; index++) data[index] = seed + 40 * (index % channels);
  },
];

const side = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 4, arbitrary: fc.integer({ min: 21, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 230, max: 330 }) },
);
const images = (channels: fc.Arbitrary<number>) =>
  fc
    .tuple(side, side, channels, fc.constantFrom(...painters), fc.nat())
    .map(([width, height, count, paint, seed]) => {
      const image = createImage(width, height, count);
      paint(image, seed);
      return image;
    });

const geometric = {
  fill: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constant(undefined)),
  interpolation: fc.oneof(
    { weight: 9, arbitrary: fc.constant('bilinear') },
    { weight: 1, arbitrary: fc.constant('nearest') },
  ),
};
const slope = fc.oneof(
  fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  fc.double({ min: -1.2, max: 1.2, noNaN: true }),
  fc.constantFrom(0, -0, 0.05, 0.25, -0.5, 1, -1, 0.1, 1e-9, -1e-300),
);
const pixels = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0.5, -3.25, 400, -400, 2 ** 31));
const factor = fc.oneof(
  fc.double({ min: 0, max: 2, noNaN: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(0, 1, 0.1, 1e30, -1e300),
);
const degrees = fc.oneof(
  fc.integer({ min: -30, max: 30 }),
  fc.integer({ min: -400, max: 400 }),
  fc.double({ min: -95, max: 95, noNaN: true }),
);
const argsOf: Record<string, fc.Arbitrary<unknown>> = {
  autocontrast: fc.constant({}),
  equalize: fc.constant({}),
  posterize: fc.record({ bits: fc.integer({ min: 0, max: 8 }) }),
  rotate: fc.record({ degrees, ...geometric }),
  solarize: fc.record({ threshold: fc.double({ min: -5, max: 300, noNaN: true }) }),
  shear_x: fc.record({ factor: slope, ...geometric }),
  shear_y: fc.record({ factor: slope, ...geometric }),
  translate_x: fc.record({ pixels, ...geometric }),
  translate_y: fc.record({ pixels, ...geometric }),
  color: fc.record({ factor }),
  contrast: fc.record({ factor }),
  brightness: fc.record({ factor }),
  sharpness: fc.record({ factor }),
};

const channelCounts = fc.constantFrom(1, 2, 3, 3, 3, 4, 5);
const countsOf = (op: Op) => (op.name === 'color' ? fc.constantFrom(1, 3) : channelCounts);

/** The number that the op gives for its kernel. */
const kernelOf = (op: Op, args: unknown, shape: Image) => op.kernel?.(args, shape, new Float64Array(8));

test('there are kernels here', () => {
  expect(kernels()).toBeDefined();
});

describe.each(allAugmixOps().map((op) => [op.name, op] as const))('%s', (name, op) => {
  test('both forms give the same bytes', () => {
    const property = fc.property(images(countsOf(op)), argsOf[name], (image, args) =>
      imagesEqual(op.apply(image, args), inTypeScript(op, image, args)),
    );
    fc.assert(property, { numRuns: 250 });
  });

  test('what a chain draws has a kernel, at every severity', () => {
    const image = noise(400, 300, 3);
    const stream = { random: () => 0.7, uniform: (low: number, high: number) => low + 0.7 * (high - low) };
    for (let severity = 1; severity <= 10; severity++) {
      const args: unknown = op.fromSeverity!(stream as never, severity, image);
      expect(kernelOf(op, args, image)).toBeGreaterThan(0);
    }
  });
});

test('rotations of small images, whose pixels often lie on the very edge', () => {
  for (let width = 1; width <= 10; width++) {
    for (let height = 1; height <= 10; height++) {
      const image = noise(width, height, 1);
      for (let degrees = -85; degrees < 90; degrees += 5) {
        const slow = inTypeScript({ name: 'rotate', apply: rotate }, image, { degrees });
        expect(rotate(image, { degrees }).data).toEqual(slow.data);
      }
    }
  }
});

test.each([
  [horizontalFlipOp(), { flip: true }],
  [horizontalFlipOp(), { flip: false }],
  [invertOp(), {}],
] as [Op, unknown][])('$name %#: both forms give the same bytes', (op, args) => {
  const property = fc.property(images(channelCounts), (image) =>
    imagesEqual(op.apply(image, args), inTypeScript(op, image, args)),
  );
  fc.assert(property, { numRuns: 250 });
});

describe('colours of each channel', () => {
  const named = new Map(allAugmixOps().map((op) => [op.name, op]));
  test.each([
    ['rotate', { degrees: 21 }],
    ['shear_x', { factor: 0.21 }],
    ['shear_y', { factor: -0.21 }],
    ['translate_x', { pixels: -5 }],
    ['translate_y', { pixels: 4 }],
  ])('%s', (name, args) => {
    for (const channels of [1, 2, 3, 4]) {
      const image = noise(19, 23, channels);
      const filled = { ...args, fill: [10, 200, 30, 255].slice(0, channels) };
      expect(kernelOf(named.get(name)!, filled, image)).toBeGreaterThan(0);
      expect(named.get(name)!.apply(image, filled)).toEqual(inTypeScript(named.get(name)!, image, filled));
    }
  });
});

describe('limits of the fast form', () => {
  const named = new Map(allAugmixOps().map((op) => [op.name, op]));
  test.each([
    ['posterize', { bits: 3 }],
    ['equalize', {}],
    ['rotate', { degrees: 3 }],
    ['shear_y', { factor: 0.01 }],
  ])('%s on either side of the longest row and the most channels', (name, args) => {
    const op = named.get(name)!;
    const accepted = [noise(10_666, 3, 3), noise(32_000, 2, 1), noise(8, 9, 4)];
    const refused = [noise(10_667, 3, 3), noise(32_001, 2, 1), noise(8, 9, 5)];
    for (const image of accepted) expect(kernels()!.accepts(image)).toBe(true);
    for (const image of refused) expect(kernels()!.accepts(image)).toBe(false);
    for (const image of [...accepted, ...refused]) {
      expect(imagesEqual(op.apply(image, args), inTypeScript(op, image, args))).toBe(true);
    }
  });

  test('an image of more than 2²⁶ bytes', () => {
    const image = createImage(8192, 8193, 1);
    image.data.fill(77);
    expect(kernels()!.accepts(image)).toBe(false);
    expect(kernels()!.accepts({ ...image, height: 8192 })).toBe(true);
    expect(named.get('posterize')!.apply(image, { bits: 3 }).data.at(-1)).toBe(64);
  });

  test.each([
    ['rotate', { degrees: 90 }, { degrees: 89.5 }],
    ['rotate', { degrees: 0.05 }, { degrees: 0.06 }],
    ['rotate', { degrees: 200 }, { degrees: 300 }],
    ['rotate', { degrees: 5, interpolation: 'nearest' }, { degrees: 5 }],
    ['rotate', { degrees: 5, fill: [1, 2] }, { degrees: 5, fill: [1, 2, 3] }],
    ['shear_x', { factor: 1.001 }, { factor: -1 }],
    ['shear_y', { factor: -1.001 }, { factor: 1 }],
    ['translate_x', { pixels: 1.5 }, { pixels: 2 }],
    ['translate_y', { pixels: 2 ** 31 }, { pixels: 2 ** 30 }],
    ['contrast', { factor: 1e7 }, { factor: 1e6 }],
    ['solarize', { threshold: NaN }, { threshold: -1e9 }],
    ['posterize', { bits: 9 }, { bits: 8 }],
  ])('%s: %j has none, %j has one', (name, without, within) => {
    const op = named.get(name)!;
    const image = noise(17, 15, 3);
    expect(kernelOf(op, without, image)).toBeUndefined();
    expect(kernelOf(op, within, image)).toBeGreaterThanOrEqual(0);
    expect(imagesEqual(op.apply(image, within), inTypeScript(op, image, within))).toBe(true);
  });

  test('color has one for RGB only', () => {
    expect(kernelOf(named.get('color')!, { factor: 0.5 }, noise(3, 3, 1))).toBeUndefined();
  });
});

describe('pixels computed one by one', () => {
  const countDuring = (run: () => unknown): number => {
    const before = kernels()!.exactPixels();
    run();
    return kernels()!.exactPixels() - before;
  };

  test('a rotation of an ordinary image has few: its borders, and one in a thousand', () => {
    for (const image of [narrow(224, 224, 3), noise(224, 224, 3), noise(512, 384, 3)]) {
      for (const degrees of [-29, -8, -3, 1, 5, 17]) {
        const few = image.width * image.height * 0.001 + 2 * (image.width + image.height);
        expect(countDuring(() => rotate(image, { degrees }))).toBeLessThan(few);
      }
    }
  });

  test('a flat image has no more than any other', () => {
    const image = createImage(224, 224, 3);
    expect(countDuring(() => rotate(image, { degrees: 7 }))).toBeLessThan(2000);
  });

  test('a shear by a fraction of a small denominator has all of them, any other next to none', () => {
    const image = noise(60, 50, 3);
    expect(countDuring(() => shearX(image, { factor: 0.05 }))).toBe(60 * 50);
    expect(countDuring(() => shearX(image, { factor: 0.0512345678 }))).toBeLessThanOrEqual(60);
  });
});
