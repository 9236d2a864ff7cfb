import { defineAugmentation, z } from '@augmix/core';
import { cutout } from '../cutout.js';

const options = z.strictObject({
  length: z.int().min(1).default(16).describe('Side of the square in pixels.'),
  holes: z.int().min(1).default(1).describe('Number of squares.'),
});

/**
 * Options of the `cutout` augmentation.
 *
 * @example
 * ```ts
 * import type { CutoutOptions } from '@augmix/mixing/plugins';
 * const options: CutoutOptions = { length: 8 };
 * ```
 */
export type CutoutOptions = z.input<typeof options>;

/**
 * Cutout as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { cutoutPlugin } from '@augmix/mixing/plugins';
 * createRegistry().use(cutoutPlugin).names('augmentation'); // => ['cutout']
 * ```
 */
export const cutoutPlugin = defineAugmentation({
  name: 'cutout',
  summary: 'Sets a square region to 0 after normalising.',
  options,
  load: async () => cutout,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/cutout': CutoutOptions;
  }
}
