import { defineAugmentation, z } from '@augmix/core';
import { patchNoise } from '../patch-noise.js';

const options = z.strictObject({
  size: z.int().min(1).default(16).describe('Side of the square in pixels.'),
  strength: z
    .number()
    .positive()
    .max(1)
    .default(0.5)
    .describe('Standard deviation of Gaussian noise, largest value of uniform noise; 1 is black to white.'),
  varied: z.boolean().default(false).describe('Draws the strength of each view from 0 to the one given.'),
  noise: z.enum(['gaussian', 'uniform']).default('gaussian').describe('Distribution of the noise.'),
});

/**
 * Options of the `patch-noise` augmentation.
 *
 * @example
 * ```ts
 * import type { PatchNoiseOptions } from '@augmix/mixing/plugins';
 * const options: PatchNoiseOptions = { size: 8, strength: 0.1 };
 * ```
 */
export type PatchNoiseOptions = z.input<typeof options>;

/**
 * Patch noise as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { patchNoisePlugin } from '@augmix/mixing/plugins';
 * createRegistry().use(patchNoisePlugin).names('augmentation'); // => ['patch-noise']
 * ```
 */
export const patchNoisePlugin = defineAugmentation({
  name: 'patch-noise',
  summary: 'Adds noise to a square region.',
  options,
  load: async () => patchNoise,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/patch-noise': PatchNoiseOptions;
  }
}
