import { defineOp, type z } from '@augmix/core';
import { autocontrastOp } from '../autocontrast.js';
import { noOptions } from './schemas.js';

declare module '@augmix/core' {
  interface PluginTypes {
    'op/autocontrast': z.input<typeof noOptions>;
  }
}

/** Plugin of {@link autocontrastOp}. */
export const autocontrastPlugin = defineOp({
  name: 'autocontrast',
  summary: 'Stretches the values of each channel to the full range.',
  options: noOptions,
  load: async () => autocontrastOp,
});
