import { defineOp, type z } from '@augmix/core';
import { translateYOp } from '../translate-y.js';
import { geometricOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/translate_y': z.input<typeof geometricOptions>;
  }
}

/** Plugin of {@link translateYOp}. */
export const translateYPlugin = defineOp({
  name: 'translate_y',
  summary: 'Moves the image up or down.',
  options: geometricOptions,
  load: async () => translateYOp,
});
