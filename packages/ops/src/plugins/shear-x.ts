import { defineOp, type z } from '@augmix/core';
import { shearXOp } from '../shear-x.js';
import { geometricOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/shear_x': z.input<typeof geometricOptions>;
  }
}

/** Plugin of {@link shearXOp}. */
export const shearXPlugin = defineOp({
  name: 'shear_x',
  summary: 'Shifts each row sideways, the further down the more.',
  options: geometricOptions,
  load: async () => shearXOp,
});
