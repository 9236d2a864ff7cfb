import { defineAugmentation, z } from '@augmix/core';
import { none } from '../none.js';

const options = z.strictObject({});

/**
 * Options of the `none` augmentation: there are none.
 *
 * @example
 * ```ts
 * import type { NoneOptions } from '@augmix/mixing/plugins';
 * const options: NoneOptions = {};
 * ```
 */
export type NoneOptions = z.input<typeof options>;

/**
 * The clean view as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { nonePlugin } from '@augmix/mixing/plugins';
 * createRegistry().use(nonePlugin).names('augmentation'); // => ['none']
 * ```
 */
export const nonePlugin = defineAugmentation({
  name: 'none',
  summary: 'Leaves the image as it is.',
  options,
  load: async () => none,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/none': NoneOptions;
  }
}
