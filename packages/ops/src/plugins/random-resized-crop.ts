import { defineOp, z } from '@augmix/core';
import { randomResizedCropOp } from '../random-resized-crop.js';
import { sizeOption } from './size-option.js';

const isRange = ([low, high]: readonly [number, number]): boolean => low <= high;
const order = 'the smaller number first';
const share = z.number().gt(0).max(1);
const aspect = z.number().gt(0);

const options = z.strictObject({
  size: sizeOption.default(224).describe('Side of a square in pixels, or width and height.'),
  scale: z
    .tuple([share, share])
    .refine(isRange, order)
    .default([0.08, 1])
    .describe('Smallest and largest share of the area that is kept.'),
  ratio: z
    .tuple([aspect, aspect])
    .refine(isRange, order)
    .default([3 / 4, 4 / 3])
    .describe('Smallest and largest width ÷ height of the piece.'),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/random_resized_crop': z.input<typeof options>;
  }
}

/** Plugin of {@link randomResizedCropOp}. */
export const randomResizedCropPlugin = defineOp({
  name: 'random_resized_crop',
  summary: 'Cuts a random piece out of the image and resizes it to one size.',
  options,
  load: async () => randomResizedCropOp,
});
