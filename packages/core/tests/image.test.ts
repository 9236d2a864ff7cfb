import { describe, expect, test } from '@jest/globals';
import { createImage, imagesEqual } from '../src/index.js';

describe('createImage', () => {
  test('is black, height × width × channels', () => {
    const image = createImage(3, 2, 4);
    expect(image).toMatchObject({ width: 3, height: 2, channels: 4 });
    expect([...image.data]).toEqual(Array(24).fill(0));
  });

  test('uses the data that it is given', () => {
    const data = new Uint8Array(6);
    expect(createImage(1, 2, 3, data).data).toBe(data);
  });

  test.each([
    [0, 1, 1],
    [1, -1, 1],
    [1, 1, 0],
    [1.5, 1, 1],
    [Number.NaN, 1, 1],
  ])('refuses %d × %d × %d', (width, height, channels) => {
    expect(() => createImage(width, height, channels)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  test('refuses data of another length', () => {
    expect(() => createImage(2, 2, 3, new Uint8Array(11))).toThrow('image data has 11 bytes');
  });
});

describe('imagesEqual', () => {
  const image = createImage(2, 1, 3, Uint8Array.of(1, 2, 3, 4, 5, 6));

  test('compares bytes', () => {
    expect(imagesEqual(image, { ...image, data: image.data.slice() })).toBe(true);
    expect(imagesEqual(image, { ...image, data: Uint8Array.of(1, 2, 3, 4, 5, 7) })).toBe(false);
  });

  test('compares shape before bytes', () => {
    expect(imagesEqual(image, { ...image, width: 1, height: 2 })).toBe(false);
    expect(imagesEqual(image, { ...image, width: 6, channels: 1 })).toBe(false);
  });
});
