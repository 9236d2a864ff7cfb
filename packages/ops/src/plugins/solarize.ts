import { defineOp, type z } from '@augmix/core';
import { solarizeOp } from '../solarize.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/solarize': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link solarizeOp}. */
export const solarizePlugin = defineOp({
  name: 'solarize',
  summary: 'Inverts every value at or above a threshold.',
  options: noOptions,
  load: async () => solarizeOp,
});
