import { defineOp, z } from '@augmix/core';
import { centerCropOp } from '../center-crop.js';
import { sizeOption } from './size-option.js';

const options = z.strictObject({
  size: sizeOption.default(224).describe('Side of a square in pixels, or width and height.'),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/center_crop': z.input<typeof options>;
  }
}

/** Plugin of {@link centerCropOp}. */
export const centerCropPlugin = defineOp({
  name: 'center_crop',
  summary: 'Cuts a piece out of the middle of the image, padded with zeros where the image is smaller.',
  options,
  load: async () => centerCropOp,
});
