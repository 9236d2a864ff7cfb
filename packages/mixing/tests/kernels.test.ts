// A view rendered inside the kernels' memory has the bits of one rendered in TypeScript.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createImage, type Image, type Normalization, type Op } from '@augmix/core';
import { allowKernels, kernels } from '@augmix/kernels';
import { allAugmixOps, augmixOps, rotate, solarize } from '@augmix/ops';
import fc from 'fast-check';
import { augmix, renderClean, type AugMix, type AugMixTrace } from '../src/index.js';
import { testImage, viewStream } from './fixtures.js';

const cifar: Normalization = { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] };
const half: Normalization = { mean: [0.5], std: [0.5] };

afterEach(() => allowKernels(true));

function bitsOf(
  mixing: AugMix,
  image: Image,
  trace: AugMixTrace,
  normalization: Normalization,
  isFast: boolean,
): Uint32Array {
  const out = new Float32Array(image.data.length);
  allowKernels(isFast);
  mixing.render(image, trace, normalization, out);
  allowKernels(true);
  return new Uint32Array(out.buffer);
}

function expectSame(mixing: AugMix, image: Image, trace: AugMixTrace, normalization = half): void {
  const [fast, slow] = [true, false].map((isFast) => bitsOf(mixing, image, trace, normalization, isFast));
  // Compared as bytes: element by element takes long.
  expect(Buffer.from(fast.buffer).equals(Buffer.from(slow.buffer))).toBe(true);
}

function noise(width: number, height: number, channels: number, seed: number): Image {
  const image = createImage(width, height, channels);
  let state = seed;
  for (let index = 0; index < image.data.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    image.data[index] = state >>> 24;
  }
  return image;
}

const shapes = fc.record({
  width: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 110 })),
  height: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 110 })),
  channels: fc.constantFrom(1, 3, 3, 4, 5),
});
const settings = fc.record({
  severity: fc.double({ min: 0.2, max: 10, noNaN: true }),
  width: fc.integer({ min: 1, max: 6 }),
  depth: fc.integer({ min: -1, max: 5 }),
  alpha: fc.double({ min: 0.05, max: 5, noNaN: true }),
  interpolation: fc.constantFrom('bilinear' as const, 'bilinear' as const, 'nearest' as const),
  fill: fc.constantFrom(0, 128),
});

test('for any image, setting and seed', () => {
  const property = fc.property(shapes, settings, fc.nat(), fc.boolean(), (shape, options, seed, all) => {
    const image = noise(shape.width, shape.height, shape.channels, seed);
    const ops = all && shape.channels !== 4 && shape.channels !== 5 ? allAugmixOps() : augmixOps();
    const mixing = augmix({ ops, ...options });
    const normalization = seed % 2 && shape.channels === 3 ? cifar : half;
    expectSame(mixing, image, mixing.sample(viewStream(seed), image), normalization);
  });
  fc.assert(property, { numRuns: 200 });
});

test.each([1, 2, 3, 4, 5])('width %i at 224×224, all ops', (width) => {
  const mixing = augmix({ ops: allAugmixOps(), width, severity: 10 });
  const image = testImage(224);
  expectSame(mixing, image, mixing.sample(viewStream(width), image), cifar);
});

test('an image that kernels do not accept', () => {
  const image = testImage(10_700, 2);
  expect(kernels()!.accepts(image)).toBe(false);
  const mixing = augmix({ ops: augmixOps() });
  expectSame(mixing, image, mixing.sample(viewStream(1), image));
});

test('numbers that the mixing kernel does not take', () => {
  const mixing = augmix({ ops: augmixOps() });
  const image = testImage(9);
  const trace = mixing.sample(viewStream(1), image);
  expectSame(mixing, image, trace, { mean: [0], std: [1e-35] });
  expectSame(mixing, image, { ...trace, weights: [1, 1e-40, 0] });
});

test.each([half, cifar, { mean: [0], std: [1] }, { mean: [0.2], std: [-0.5] }, { mean: [0], std: [1e-35] }])(
  'a clean view with %j',
  (normalization) => {
    for (const image of [testImage(256, 3), testImage(1, 1), testImage(50, 90)]) {
      const [fast, slow] = [true, false].map((isFast) => {
        allowKernels(isFast);
        const out = new Float32Array(image.data.length).fill(7);
        renderClean(image, normalization, out);
        return Buffer.from(out.buffer);
      });
      expect(fast.equals(slow)).toBe(true);
    }
  },
);

describe('ops of others in a chain', () => {
  const image = testImage(33, 21);
  const withoutKernel: Op = {
    name: 'negative',
    fromSeverity: () => ({}),
    apply: ({ data, ...shape }) => ({ ...shape, data: data.map((value) => 255 - value) }),
  };
  const callingKernels: Op = {
    name: 'twice',
    fromSeverity: () => ({}),
    apply: (input, _args, out) =>
      solarize(rotate(rotate(input, { degrees: 5 }), { degrees: -7 }), { threshold: 99 }, out),
  };
  const growing: Op = {
    name: 'growing',
    fromSeverity: () => ({}),
    apply(input) {
      rotate(testImage(400 + input.data[0]), { degrees: 4 });
      return { ...input, data: input.data.map((value) => value ^ 85) };
    },
  };

  test('work on what the kernels before them made, and hand it on', () => {
    const mixing = augmix({
      ops: [withoutKernel, callingKernels, growing, ...augmixOps()],
      width: 5,
      depth: 6,
    });
    for (let seed = 0; seed < 12; seed++) {
      expectSame(mixing, image, mixing.sample(viewStream(seed), image));
    }
  });

  test('an op that fails leaves nothing behind', () => {
    const failing: Op = {
      name: 'failing',
      fromSeverity: () => ({}),
      apply() {
        throw new Error('no');
      },
    };
    const mixing = augmix({ ops: [failing, ...augmixOps()], depth: 1 });
    const top = kernels()!.allocate(0);
    kernels()!.release(top);
    const trace = {
      weights: [0.5, 0.5],
      mix: 0.5,
      chains: [[{ op: 'equalize', args: {} }], [{ op: 'failing', args: {} }]],
    };
    expect(() => mixing.render(image, trace, half, new Float32Array(image.data.length))).toThrow('no');
    expect(kernels()!.allocate(0)).toBe(top);
    kernels()!.release(top);
  });
});
