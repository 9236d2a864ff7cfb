import { defineAugmentation, z } from '@augmix/core';
import { randomOps } from '../policy-op.js';
import { trivialAugment } from '../trivial-augment.js';
import { fillOption, interpolationOption } from './image-options.js';

const options = z.strictObject({
  bins: z.int().min(2).default(31).describe('Number of levels.'),
  ops: z.array(z.enum(randomOps)).min(1).default(randomOps).describe('The ops to choose from.'),
  fill: fillOption(0),
  interpolation: interpolationOption,
});

/**
 * Options of the `trivial-augment` augmentation.
 *
 * @example
 * ```ts
 * import type { TrivialAugmentOptions } from '@augmix/policies/plugins';
 * const options: TrivialAugmentOptions = { fill: 128 };
 * ```
 */
export type TrivialAugmentOptions = z.input<typeof options>;

/**
 * TrivialAugment as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { trivialAugmentPlugin } from '@augmix/policies/plugins';
 * createRegistry().use(trivialAugmentPlugin).names('augmentation'); // => ['trivial-augment']
 * ```
 */
export const trivialAugmentPlugin = defineAugmentation({
  name: 'trivial-augment',
  summary: 'Applies one op drawn from all, at a level drawn from all.',
  options,
  load: async () => trivialAugment,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/trivial-augment': TrivialAugmentOptions;
  }
}
