import { defineOp, type z } from '@augmix/core';
import { sharpnessOp } from '../sharpness.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/sharpness': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link sharpnessOp}. */
export const sharpnessPlugin = defineOp({
  name: 'sharpness',
  summary: 'Scales the distance of every value from a smoothed image.',
  options: noOptions,
  load: async () => sharpnessOp,
});
