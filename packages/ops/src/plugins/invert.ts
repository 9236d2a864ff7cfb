import { defineOp, type z } from '@augmix/core';
import { invertOp } from '../invert.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/invert': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link invertOp}. */
export const invertPlugin = defineOp({
  name: 'invert',
  summary: 'Replaces every value by its distance from white.',
  options: noOptions,
  load: async () => invertOp,
});
