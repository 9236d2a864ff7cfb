import { defineOp, type z } from '@augmix/core';
import { contrastOp } from '../contrast.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/contrast': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link contrastOp}. */
export const contrastPlugin = defineOp({
  name: 'contrast',
  summary: 'Scales the distance of every value from the mean.',
  options: noOptions,
  load: async () => contrastOp,
});
