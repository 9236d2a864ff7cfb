import { defineOp, z } from '@augmix/core';
import { cutoutOp } from '../cutout.js';
import { fillOption } from './schemas.js';

const options = z.strictObject({
  share: z
    .number()
    .positive()
    .max(1)
    .default(0.2)
    .describe("Side of the square as a share of the image's width."),
  fill: fillOption.describe('Value of the square, 0–255: one number, or one per channel.'),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/cutout': z.input<typeof options>;
  }
}

/** Plugin of {@link cutoutOp}. */
export const cutoutPlugin = defineOp({
  name: 'cutout',
  summary: 'Paints a square at a random place.',
  options,
  load: async () => cutoutOp,
});
