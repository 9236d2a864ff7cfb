import { defineOp, type z } from '@augmix/core';
import { equalizeOp } from '../equalize.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/equalize': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link equalizeOp}. */
export const equalizePlugin = defineOp({
  name: 'equalize',
  summary: 'Flattens the histogram of each channel.',
  options: noOptions,
  load: async () => equalizeOp,
});
