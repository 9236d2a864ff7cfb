import { defineOp, type z } from '@augmix/core';
import { colorOp } from '../color.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/color': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link colorOp}. */
export const colorPlugin = defineOp({
  name: 'color',
  summary: 'Scales the saturation.',
  options: noOptions,
  load: async () => colorOp,
});
