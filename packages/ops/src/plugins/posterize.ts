import { defineOp, type z } from '@augmix/core';
import { posterizeOp } from '../posterize.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/posterize': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link posterizeOp}. */
export const posterizePlugin = defineOp({
  name: 'posterize',
  summary: 'Keeps the highest bits of every value.',
  options: noOptions,
  load: async () => posterizeOp,
});
