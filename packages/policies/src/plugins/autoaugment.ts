import { defineAugmentation, z } from '@augmix/core';
import { autoaugment } from '../autoaugment.js';
import { fillOption, interpolationOption } from './image-options.js';

const options = z.strictObject({
  policy: z
    .enum(['cifar10', 'svhn', 'imagenet'])
    .default('cifar10')
    .describe('The data that the published policy was searched on.'),
  reduced: z
    .boolean()
    .default(false)
    .describe('Leaves out color, contrast, brightness and sharpness, which overlap with the corruptions.'),
  fill: fillOption(128),
  interpolation: interpolationOption,
});

/**
 * Options of the `autoaugment` augmentation.
 *
 * @example
 * ```ts
 * import type { AutoAugmentOptions } from '@augmix/policies/plugins';
 * const options: AutoAugmentOptions = { policy: 'imagenet' };
 * ```
 */
export type AutoAugmentOptions = z.input<typeof options>;

/**
 * AutoAugment as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { autoaugmentPlugin } from '@augmix/policies/plugins';
 * createRegistry().use(autoaugmentPlugin).names('augmentation'); // => ['autoaugment']
 * ```
 */
export const autoaugmentPlugin = defineAugmentation({
  name: 'autoaugment',
  summary: 'Applies a pair of ops from a published AutoAugment policy.',
  options,
  load: async () => autoaugment,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/autoaugment': AutoAugmentOptions;
  }
}
