import { defineOp, type z } from '@augmix/core';
import { rotateOp } from '../rotate.js';
import { geometricOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/rotate': z.input<typeof geometricOptions>;
  }
}

/** Plugin of {@link rotateOp}. */
export const rotatePlugin = defineOp({
  name: 'rotate',
  summary: 'Rotates the image about its centre.',
  options: geometricOptions,
  load: async () => rotateOp,
});
