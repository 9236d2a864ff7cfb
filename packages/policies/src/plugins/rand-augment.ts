import { defineAugmentation, z } from '@augmix/core';
import { randomOps } from '../policy-op.js';
import { randAugment } from '../rand-augment.js';
import { fillOption, interpolationOption } from './image-options.js';

const options = z
  .strictObject({
    numOps: z.int().min(1).default(2).describe('Ops applied to each view.'),
    magnitude: z.int().min(0).default(9).describe('Level of all ops, 0 to bins − 1.'),
    bins: z.int().min(2).default(31).describe('Number of levels.'),
    ops: z.array(z.enum(randomOps)).min(1).default(randomOps).describe('The ops to choose from.'),
    fill: fillOption(128),
    interpolation: interpolationOption,
  })
  .refine(({ magnitude, bins }) => magnitude < bins, { path: ['magnitude'], error: 'a level below bins' });

/**
 * Options of the `rand-augment` augmentation.
 *
 * @example
 * ```ts
 * import type { RandAugmentOptions } from '@augmix/policies/plugins';
 * const options: RandAugmentOptions = { numOps: 3, magnitude: 5 };
 * ```
 */
export type RandAugmentOptions = z.input<typeof options>;

/**
 * RandAugment as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { randAugmentPlugin } from '@augmix/policies/plugins';
 * createRegistry().use(randAugmentPlugin).names('augmentation'); // => ['rand-augment']
 * ```
 */
export const randAugmentPlugin = defineAugmentation({
  name: 'rand-augment',
  summary: 'Applies a few ops drawn from all, at one level.',
  options,
  load: async () => randAugment,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/rand-augment': RandAugmentOptions;
  }
}
