import { z } from '@augmix/core';

const length = z.int().min(1);
const widthAndHeight = z.strictObject({
  width: length.describe('Pixels across.'),
  height: length.describe('Pixels down.'),
});

/** A number, or width and height. */
export const sizeOption = z.union([length, widthAndHeight]);
