import { afterEach, describe, expect, test } from '@jest/globals';
import { createImage, imagesEqual, type Image, type Size } from '@augmix/core';
import { allowKernels, kernels } from '@augmix/kernels';
import fc from 'fast-check';
import { randomResizedCrop, resize, resizeAndCrop } from '../src/index.js';
import { noise } from './images.js';

afterEach(() => allowKernels(true));

function withoutKernels(make: () => Image): Image {
  allowKernels(false);
  const image = make();
  allowKernels(true);
  return image;
}

const sides = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 400 }));
const sizes: fc.Arbitrary<Size> = fc.record({ width: sides, height: sides });
const images = fc
  .tuple(sizes, fc.integer({ min: 1, max: 5 }))
  .map(([{ width, height }, channels]) => noise(width, height, channels));

describe('with and without kernels, every byte is the same', () => {
  test('there are kernels here', () => {
    expect(kernels()).toBeDefined();
  });

  test('of any image in any size', () => {
    fc.assert(
      fc.property(images, sizes, (image, size) => {
        const expected = withoutKernels(() => resize(image, size));
        return imagesEqual(resize(image, size), expected);
      }),
    );
  });

  test('of a piece of the middle, and of any other', () => {
    fc.assert(
      fc.property(images, sizes, sizes, (image, size, crop) => {
        const args = { resize: size, crop };
        const piece = {
          x: image.width >> 2,
          y: image.height >> 1,
          cropWidth: image.width - (image.width >> 2),
          cropHeight: image.height - (image.height >> 1),
          ...size,
        };
        return (
          imagesEqual(
            resizeAndCrop(image, args),
            withoutKernels(() => resizeAndCrop(image, args)),
          ) &&
          imagesEqual(
            randomResizedCrop(image, piece),
            withoutKernels(() => randomResizedCrop(image, piece)),
          )
        );
      }),
      { numRuns: 50 },
    );
  });

  test('where white stays white', () => {
    const white = createImage(301, 7, 3, new Uint8Array(301 * 7 * 3).fill(255));
    expect(resize(white, { width: 13, height: 97 }).data.every((level) => level === 255)).toBe(true);
  });
});
