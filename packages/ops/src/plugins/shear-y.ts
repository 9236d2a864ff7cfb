import { defineOp, type z } from '@augmix/core';
import { shearYOp } from '../shear-y.js';
import { geometricOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/shear_y': z.input<typeof geometricOptions>;
  }
}

/** Plugin of {@link shearYOp}. */
export const shearYPlugin = defineOp({
  name: 'shear_y',
  summary: 'Shifts each column up or down, the further right the more.',
  options: geometricOptions,
  load: async () => shearYOp,
});
