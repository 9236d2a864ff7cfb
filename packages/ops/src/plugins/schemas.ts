import { z } from '@augmix/core';

const level = z.int().min(0).max(255);

/** Value of uncovered pixels: one for every channel or one per channel. */
export const fillOption = z
  .union([level, z.array(level).min(1)])
  .default(0)
  .describe('Value of pixels that the image does not cover, 0–255: one number, or one per channel.');

export const geometricOptions = z.strictObject({
  fill: fillOption,
  interpolation: z
    .enum(['bilinear', 'nearest'])
    .default('bilinear')
    .describe('How a value between pixels is found.'),
});

export const noOptions = z.strictObject({});
