import { defineOp, z } from '@augmix/core';
import { resizeOp } from '../resize.js';
import { sizeOption } from './size-option.js';

const options = z.strictObject({
  size: sizeOption.default(256).describe('Length of the shorter side in pixels, or width and height.'),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/resize': z.input<typeof options>;
  }
}

/** Plugin of {@link resizeOp}. */
export const resizePlugin = defineOp({
  name: 'resize',
  summary: 'Resizes the image with Pillow’s antialiased bilinear filter.',
  options,
  load: async () => resizeOp,
});
