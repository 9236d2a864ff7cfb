import { defineOp, type z } from '@augmix/core';
import { translateXOp } from '../translate-x.js';
import { geometricOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/translate_x': z.input<typeof geometricOptions>;
  }
}

/** Plugin of {@link translateXOp}. */
export const translateXPlugin = defineOp({
  name: 'translate_x',
  summary: 'Moves the image sideways.',
  options: geometricOptions,
  load: async () => translateXOp,
});
