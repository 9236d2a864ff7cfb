import { defineOp, z } from '@augmix/core';
import { padCropOp } from '../pad-crop.js';
import { fillOption } from './schemas.js';

const options = z.strictObject({
  padding: z.int().min(0).default(4).describe('Pixels added on each side.'),
  fill: fillOption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/pad_crop': z.input<typeof options>;
  }
}

/** Plugin of {@link padCropOp}. */
export const padCropPlugin = defineOp({
  name: 'pad_crop',
  summary: 'Pads the image on every side and cuts a random piece of the original size.',
  options,
  load: async () => padCropOp,
});
