import { defineOp, type z } from '@augmix/core';
import { brightnessOp } from '../brightness.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/brightness': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link brightnessOp}. */
export const brightnessPlugin = defineOp({
  name: 'brightness',
  summary: 'Scales every value.',
  options: noOptions,
  load: async () => brightnessOp,
});
