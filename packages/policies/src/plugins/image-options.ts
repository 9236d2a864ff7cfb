import { z } from '@augmix/core';

const level = z.int().min(0).max(255);
const fill = z.union([level, z.array(level).min(1)]);
const meaning = 'Value of pixels that the image does not cover, 0–255: one number, or one per channel';

/** A fill with a default. */
export const fillOption = (value: number) => fill.default(value).describe(`${meaning}.`);

/** A fill whose default depends on another option. */
export const optionalFill = (otherwise: string) => fill.optional().describe(`${meaning}; ${otherwise}.`);

export const interpolationOption = z
  .enum(['bilinear', 'nearest'])
  .default('nearest')
  .describe('How a value between pixels is found.');
