import { describe, expect, test } from '@jest/globals';
import { createImage, imagesEqual, isAugmixError, type Image, type Op } from '@augmix/core';
import fc from 'fast-check';
import {
  allAugmixOps,
  autocontrast,
  color,
  contrast,
  cutoutOp,
  horizontalFlip,
  horizontalFlipOp,
  invertOp,
  padCrop,
  padCropOp,
  posterize,
  rotate,
  sharpness,
  shearX,
  shearY,
  solarize,
  translateX,
  translateY,
} from '../src/index.js';
import { channelOf, noise } from './images.js';

const ops: Op[] = [...allAugmixOps(), horizontalFlipOp(), padCropOp(), invertOp(), cutoutOp()];
const typicalArgs: Record<string, unknown> = {
  autocontrast: {},
  equalize: {},
  posterize: { bits: 3 },
  rotate: { degrees: -17 },
  solarize: { threshold: 100 },
  shear_x: { factor: 0.2 },
  shear_y: { factor: -0.2, interpolation: 'nearest' },
  translate_x: { pixels: 1.5 },
  translate_y: { pixels: -2 },
  color: { factor: 0.3 },
  contrast: { factor: 1.6 },
  brightness: { factor: 0.6 },
  sharpness: { factor: 1.8 },
  horizontal_flip: { flip: true },
  pad_crop: { x: 1, y: 3, padding: 2 },
  invert: {},
  cutout: { left: 1, top: 0, right: 3, bottom: 9, fill: 7 },
};

const images = (channels: fc.Arbitrary<number>): fc.Arbitrary<Image> =>
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), channels)
    .chain(([width, height, count]) =>
      fc
        .uint8Array({ minLength: width * height * count, maxLength: width * height * count })
        .map((data) => createImage(width, height, count, data)),
    );
const anyImage = images(fc.integer({ min: 1, max: 5 }));
const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    if (isAugmixError(error)) return error.code;
    throw error;
  }
  return undefined;
};

describe.each(ops.map((op) => [op.name, op] as const))('%s', (name, op) => {
  const args = typicalArgs[name];
  const own = name === 'color' ? images(fc.constantFrom(1, 3)) : anyImage;

  if (op.identity) {
    test('leaves every image as it is, given its identity', () => {
      fc.assert(fc.property(own, (image) => imagesEqual(op.apply(image, op.identity), image)));
    });
  }

  test('keeps the shape, leaves its input alone, and writes the same bytes into a given image', () => {
    fc.assert(
      fc.property(own, (image) => {
        const before = image.data.slice();
        const fresh = op.apply(image, args);
        const out = createImage(image.width, image.height, image.channels);
        out.data.fill(201);
        expect(op.apply(image, args, out)).toBe(out);
        expect(out).toEqual(fresh);
        expect(image.data).toEqual(before);
      }),
    );
  });

  test('refuses an output of another shape, and its input as output', () => {
    const image = noise(4, 5, 3);
    expect(codeOf(() => op.apply(image, args, createImage(5, 4, 3)))).toBe('INVALID_ARGUMENT');
    expect(codeOf(() => op.apply(image, args, createImage(4, 5, 1)))).toBe('INVALID_ARGUMENT');
    expect(codeOf(() => op.apply(image, args, image))).toBe('INVALID_ARGUMENT');
    expect(codeOf(() => op.apply(image, op.identity ?? args, image))).toBe('INVALID_ARGUMENT');
  });

  if (name !== 'color') {
    test('treats each of 2, 4 or 5 channels as an image of its own', () => {
      fc.assert(
        fc.property(images(fc.constantFrom(2, 4, 5)), (image) => {
          const whole = op.apply(image, args);
          for (let channel = 0; channel < image.channels; channel++) {
            if (!imagesEqual(channelOf(whole, channel), op.apply(channelOf(image, channel), args)))
              return false;
          }
          return true;
        }),
      );
    });
  }
});

describe('channels', () => {
  test.each([2, 4, 5])('color refuses %i of them', (channels) => {
    expect(codeOf(() => color(noise(3, 3, channels), { factor: 0.5 }))).toBe('IMAGE_UNSUPPORTED');
  });

  test('contrast uses the mean of the luma with three, the own mean of each otherwise', () => {
    const pixel = [200, 100, 0];
    expect([...contrast(createImage(1, 1, 3, Uint8Array.from(pixel)), { factor: 0 }).data]).toEqual([
      118, 118, 118,
    ]);
    const four = createImage(1, 1, 4, Uint8Array.of(...pixel, 7));
    expect([...contrast(four, { factor: 0 }).data]).toEqual([...pixel, 7]);
  });
});

describe('geometry', () => {
  const geometric = [
    (image: Image, value: number, fill: number) => rotate(image, { degrees: value * 40, fill }),
    (image: Image, value: number, fill: number) => shearX(image, { factor: value, fill }),
    (image: Image, value: number, fill: number) => shearY(image, { factor: value, fill }),
    (image: Image, value: number, fill: number) => translateX(image, { pixels: value, fill }),
    (image: Image, value: number, fill: number) => translateY(image, { pixels: value, fill }),
  ];

  test('edges are never blended with the fill', () => {
    const white = noise(9, 7, 3);
    white.data.fill(255);
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.constantFrom(...geometric),
        (value, apply) => apply(white, value, 90).data.every((byte) => byte === 255 || byte === 90),
      ),
    );
  });

  test('a fill of one number is that number in every channel', () => {
    const image = noise(8, 6, 3);
    expect(rotate(image, { degrees: 30, fill: 128 })).toEqual(
      rotate(image, { degrees: 30, fill: [128, 128, 128] }),
    );
  });

  test('a full turn more changes nothing, and four quarter turns of a square are none', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: -360, max: 360 }), (image, degrees) =>
        imagesEqual(rotate(image, { degrees }), rotate(image, { degrees: degrees + 360 })),
      ),
    );
    const square = noise(7, 7, 3);
    const quarter = (image: Image): Image => rotate(image, { degrees: 90 });
    expect(quarter(quarter(quarter(quarter(square))))).toEqual(square);
    expect(quarter(quarter(square))).toEqual(rotate(square, { degrees: 180 }));
  });

  test('translating is cropping a padded image', () => {
    fc.assert(
      fc.property(
        anyImage,
        fc.integer({ min: -15, max: 15 }),
        fc.integer({ min: -15, max: 15 }),
        (image, dx, dy) =>
          imagesEqual(
            padCrop(image, { x: 15 + dx, y: 15 + dy, padding: 15, fill: 3 }),
            translateY(translateX(image, { pixels: dx, fill: 3 }), { pixels: dy, fill: 3 }),
          ),
      ),
    );
  });

  test('a horizontal flip undoes itself', () => {
    fc.assert(fc.property(anyImage, (image) => imagesEqual(horizontalFlip(horizontalFlip(image)), image)));
  });
});

describe('values', () => {
  test('posterize: a second time changes nothing', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 0, max: 8 }), (image, bits) => {
        const once = posterize(image, { bits });
        return imagesEqual(posterize(once, { bits }), once);
      }),
    );
  });

  test('autocontrast reaches 0 and, but for truncation as in Pillow, 255', () => {
    fc.assert(
      fc.property(images(fc.constant(1)), (image) => {
        const low = Math.min(...image.data);
        const high = Math.max(...image.data);
        const { data } = autocontrast(image);
        return low === high ? data[0] === image.data[0] : Math.min(...data) === 0 && Math.max(...data) >= 254;
      }),
    );
    expect([...autocontrast(createImage(2, 1, 1, Uint8Array.of(0, 91))).data]).toEqual([0, 254]);
  });

  test('solarize at 0 inverts, twice is nothing; posterize to 0 bits is black', () => {
    const image = noise(5, 4, 3);
    const inverted = solarize(image, { threshold: 0 });
    expect([...inverted.data]).toEqual([...image.data].map((value) => 255 - value));
    expect(solarize(inverted, { threshold: 0 })).toEqual(image);
    expect(posterize(image, { bits: 0 })).toEqual(createImage(5, 4, 3));
  });

  test('sharpness leaves the outermost pixels', () => {
    const image = noise(6, 5, 1);
    const { data } = sharpness(image, { factor: 0 });
    const changed = [...data].flatMap((value, index) => (value === image.data[index] ? [] : [index]));
    expect(changed.every((index) => index > 6 && index < 23 && index % 6 > 0 && index % 6 < 5)).toBe(true);
    expect(changed.length).toBeGreaterThan(0);
  });
});

describe('arguments out of range are refused', () => {
  const image = noise(4, 4, 3);
  test.each([
    ['bits 9', () => posterize(image, { bits: 9 })],
    ['bits 2.5', () => posterize(image, { bits: 2.5 })],
    ['threshold NaN', () => solarize(image, { threshold: NaN })],
    ['degrees infinite', () => rotate(image, { degrees: Infinity })],
    ['no factor', () => shearX(image, {} as { factor: number })],
    ['factor NaN', () => color(image, { factor: NaN })],
    ['fill 256', () => translateX(image, { pixels: 1, fill: 256 })],
    ['fill of two entries for three channels', () => translateX(image, { pixels: 1, fill: [1, 2] })],
    ['fill entry −1', () => translateX(image, { pixels: 1, fill: [1, 2, -1] })],
    ['interpolation bicubic', () => rotate(image, { degrees: 3, interpolation: 'bicubic' as 'nearest' })],
    ['crop outside the padding', () => padCrop(image, { x: 9, y: 0, padding: 4 })],
    ['padding −1', () => padCrop(image, { x: 0, y: 0, padding: -1 })],
  ])('%s', (_, run) => {
    expect(codeOf(run)).toBe('INVALID_ARGUMENT');
  });
});
