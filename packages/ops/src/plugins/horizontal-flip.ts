import { defineOp, z } from '@augmix/core';
import { horizontalFlipOp } from '../horizontal-flip.js';

const options = z.strictObject({
  probability: z.number().min(0).max(1).default(0.5).describe('Share of images that are flipped.'),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/horizontal_flip': z.input<typeof options>;
  }
}

/** Plugin of {@link horizontalFlipOp}. */
export const horizontalFlipPlugin = defineOp({
  name: 'horizontal_flip',
  summary: 'Mirrors the image left to right, with a probability.',
  options,
  load: async () => horizontalFlipOp,
});
