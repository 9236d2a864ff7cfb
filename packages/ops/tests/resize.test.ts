import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  createImage,
  imagesEqual,
  isAugmixError,
  keyedStream,
  streamFrom,
  type Image,
  type RandomStream,
  type Size,
} from '@augmix/core';
import fc from 'fast-check';
import {
  centerCrop,
  centerCropOp,
  randomResizedCrop,
  randomResizedCropOp,
  resize,
  resizeAndCrop,
  resizeOp,
  type RandomResizedCropArgs,
} from '../src/index.js';
import { channelOf, imageNamed, noise, sha256 } from './images.js';

type Range = [number, number];
const golden = JSON.parse(readFileSync(new URL('golden/resize.json', import.meta.url), 'utf8')) as {
  saturated: [number, number];
  resize: [string, Size, string][];
  shorter: [string, number, Range, string][];
  crop: [string, Size, string][];
  piece: [string, RandomResizedCropArgs, string][];
  draws: [number, number, Range, Range, number, number[]][];
};
const digest = (image: Image): string => sha256(image).slice(0, 16);
/** Random numbers over the words of xorshift32, as in tools/golden/resize.py. */
const xorshift = (seed: number): RandomStream => {
  let state = seed;
  const uint32 = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return streamFrom({ uint32 });
};
const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    if (isAugmixError(error)) return error.code;
    throw error;
  }
  return undefined;
};

describe('every byte equals Pillow', () => {
  test.each(golden.resize)('resize %s to %j', (name, args, expected) => {
    expect(digest(resize(imageNamed(name), args))).toBe(expected);
  });

  test.each(golden.piece)('a piece of %s: %j', (name, args, expected) => {
    expect(digest(randomResizedCrop(imageNamed(name), args))).toBe(expected);
  });

  test('white stays white under millions of taps', () => {
    const [width, level] = golden.saturated;
    const white = createImage(width, 1, 1, new Uint8Array(width).fill(255));
    expect(resize(white, { width: 1, height: 1 }).data[0]).toBe(level);
  });
});

describe('every size and place equals torchvision', () => {
  test.each(golden.shorter)('shorter side of %s to %i', (name, size, [width, height], expected) => {
    const result = resize(imageNamed(name), { size });
    expect(result).toMatchObject({ width, height });
    expect(digest(result)).toBe(expected);
  });

  test.each(golden.crop)('middle of %s: %j', (name, args, expected) => {
    expect(digest(centerCrop(imageNamed(name), args))).toBe(expected);
  });

  test('pieces are drawn by its law, from the same random numbers', () => {
    for (const [width, height, scale, ratio, seed, expected] of golden.draws) {
      const { sample } = randomResizedCropOp({ size: 8, scale, ratio });
      const { x, y, cropWidth, cropHeight } = sample(xorshift(seed), { width, height });
      expect({ width, height, scale, ratio, seed, piece: [x, y, cropWidth, cropHeight] }).toEqual({
        width,
        height,
        scale,
        ratio,
        seed,
        piece: expected,
      });
    }
  });
});

const side = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 24 }));
const images = fc
  .tuple(side, side, fc.integer({ min: 1, max: 5 }))
  .chain(([width, height, channels]) =>
    fc
      .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
      .map((data) => createImage(width, height, channels, data)),
  );
const sizes = fc.record({ width: side, height: side });

describe('laws', () => {
  test('resizing to the same size, or cropping it, is a copy', () => {
    fc.assert(
      fc.property(images, (image) => {
        const { width, height } = image;
        const copies = [resize(image, { width, height }), centerCrop(image, { width, height })];
        return copies.every((copy) => imagesEqual(copy, image) && copy.data !== image.data);
      }),
    );
  });

  test('levels stay between the darkest and the brightest, so that a flat image stays flat', () => {
    fc.assert(
      fc.property(images, sizes, (image, size) => {
        const { data } = resize(image, size);
        return Math.min(...data) >= Math.min(...image.data) && Math.max(...data) <= Math.max(...image.data);
      }),
    );
  });

  test('each channel is an image of its own', () => {
    fc.assert(
      fc.property(images, sizes, (image, size) => {
        const whole = resize(image, size);
        for (let channel = 0; channel < image.channels; channel++) {
          if (!imagesEqual(channelOf(whole, channel), resize(channelOf(image, channel), size))) return false;
        }
        return true;
      }),
    );
  });

  test('a piece is resized as if it were an image', () => {
    fc.assert(
      fc.property(images, sizes, sizes, (image, size, place) => {
        const cropWidth = Math.min(place.width, image.width);
        const cropHeight = Math.min(place.height, image.height);
        const middle = centerCrop(image, { width: cropWidth, height: cropHeight });
        const [x, y] = [image.width - cropWidth, image.height - cropHeight].map((rest) => {
          const half = rest / 2;
          return Number.isInteger(half) ? half : 2 * Math.round(half / 2);
        });
        const piece = randomResizedCrop(image, { x, y, cropWidth, cropHeight, ...size });
        return imagesEqual(piece, resize(middle, size));
      }),
    );
  });

  test('resizing and cutting at once is resizing, then cutting', () => {
    fc.assert(
      fc.property(images, sizes, sizes, (image, size, crop) =>
        imagesEqual(resizeAndCrop(image, { resize: size, crop }), centerCrop(resize(image, size), crop)),
      ),
      { numRuns: 500 },
    );
    const photograph = noise(200, 150, 3);
    const args = { resize: { size: 64 }, crop: { width: 56, height: 56 } };
    expect(resizeAndCrop(photograph, args)).toEqual(
      centerCrop(resize(photograph, { size: 64 }), { width: 56, height: 56 }),
    );
    const out = createImage(56, 56, 3);
    expect(resizeAndCrop(photograph, args, out)).toBe(out);
    expect(out).toEqual(resizeAndCrop(photograph, args));
  });

  test('a larger middle cut back is the image, framed by zeros', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 0, max: 9 }), (image, more) => {
        const { width, height } = image;
        const framed = centerCrop(image, { width: width + 2 * more, height: height + 2 * more });
        const sum = (of: Image): number => of.data.reduce((total, value) => total + value, 0);
        return imagesEqual(centerCrop(framed, { width, height }), image) && sum(framed) === sum(image);
      }),
    );
  });

  test('drawn pieces lie inside, within the ranges, and reach everywhere', () => {
    const { sample } = randomResizedCropOp({ size: 32 });
    const size = { width: 400, height: 300 };
    const drawn = Array.from({ length: 2000 }, (_, index) =>
      sample(keyedStream({ seed: 3, purpose: 'base', index }), size),
    );
    for (const { x, y, cropWidth, cropHeight } of drawn) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + cropWidth).toBeLessThanOrEqual(400);
      expect(y + cropHeight).toBeLessThanOrEqual(300);
      // Sides are rounded to whole pixels, which moves the ratio of a small piece.
      expect(cropWidth / cropHeight).toBeGreaterThan(0.74);
      expect(cropWidth / cropHeight).toBeLessThan(1.35);
      expect(cropWidth * cropHeight).toBeGreaterThan(0.079 * 400 * 300);
    }
    const areas = drawn.map(({ cropWidth, cropHeight }) => (cropWidth * cropHeight) / (400 * 300));
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    // Uniform in 0.08 … 1, but for the largest ones, of which many do not fit.
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.46);
    expect(Math.min(...drawn.map(({ x }) => x))).toBe(0);
    expect(Math.max(...drawn.map(({ x, cropWidth }) => x + cropWidth))).toBe(400);
  });
});

describe.each([
  ['resize', resizeOp({ size: { width: 5, height: 3 } }), { width: 5, height: 3 }],
  ['center_crop', centerCropOp({ size: { width: 5, height: 3 } }), { width: 5, height: 3 }],
  ['random_resized_crop', randomResizedCropOp({ size: { width: 5, height: 3 } }), { width: 5, height: 3 }],
] as const)('%s', (name, op, size) => {
  const image = noise(9, 7, 3);
  const args = op.sample(keyedStream({ seed: 1, purpose: 'base' }), image) as never;

  test('is named after itself, gives the size that it says, and leaves its input alone', () => {
    expect(op.name).toBe(name);
    expect(op.outputSize!(image, args)).toEqual(size);
    expect(op.apply(image, args)).toMatchObject({ ...size, channels: 3 });
    expect(image).toEqual(noise(9, 7, 3));
  });

  test('writes the same bytes into a given image', () => {
    const out = createImage(5, 3, 3, new Uint8Array(45).fill(201));
    expect(op.apply(image, args, out)).toBe(out);
    expect(out).toEqual(op.apply(image, args));
  });

  test('refuses an output of another shape, and its input as output', () => {
    expect(codeOf(() => op.apply(image, args, createImage(3, 5, 3)))).toBe('INVALID_ARGUMENT');
    expect(codeOf(() => op.apply(image, args, createImage(5, 3, 1)))).toBe('INVALID_ARGUMENT');
    const same = noise(5, 3, 3);
    const own = op.sample(keyedStream({ seed: 1, purpose: 'base' }), same) as never;
    expect(codeOf(() => op.apply(same, own, same))).toBe('INVALID_ARGUMENT');
  });
});

test('resize and center_crop draw nothing', () => {
  const never = {
    ...keyedStream({ seed: 1, purpose: 'base' }),
    uint32: () => {
      throw new Error('a number was drawn');
    },
  };
  expect(resizeOp({ size: 8 }).sample(never, { width: 16, height: 32 })).toEqual({ width: 8, height: 16 });
  expect(centerCropOp({ size: 8 }).sample(never, { width: 16, height: 32 })).toEqual({ width: 8, height: 8 });
});

describe('arguments out of range are refused', () => {
  const image = noise(4, 4, 3);
  const piece = { x: 0, y: 0, cropWidth: 2, cropHeight: 2, width: 2, height: 2 };
  test.each([
    ['width 0', () => resize(image, { width: 0, height: 2 })],
    ['height 1.5', () => resize(image, { width: 2, height: 1.5 })],
    ['size NaN', () => resize(image, { size: NaN })],
    ['no size', () => resize(image, {} as Size)],
    ['a middle of −1', () => centerCrop(image, { width: 2, height: -1 })],
    ['a middle of 1.5', () => resizeAndCrop(image, { resize: { size: 4 }, crop: { width: 1.5, height: 2 } })],
    ['a middle of NaN', () => resizeAndCrop(image, { resize: { size: 4 }, crop: { width: NaN, height: 2 } })],
    ['a middle of 0', () => resizeAndCrop(image, { resize: { size: 4 }, crop: { width: 0, height: 2 } })],
    ['a piece that ends outside', () => randomResizedCrop(image, { ...piece, x: 3 })],
    ['a piece that starts outside', () => randomResizedCrop(image, { ...piece, y: -1 })],
    ['a piece of no width', () => randomResizedCrop(image, { ...piece, cropWidth: 0 })],
    ['a result of no width', () => randomResizedCrop(image, { ...piece, width: 0 })],
  ])('%s', (_, run) => {
    expect(codeOf(run)).toBe('INVALID_ARGUMENT');
  });
});
