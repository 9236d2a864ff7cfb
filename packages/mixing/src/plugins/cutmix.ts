import { defineBatchAugmentation, z } from '@augmix/core';
import { cutmix } from '../cutmix.js';

const options = z.strictObject({
  alpha: z.number().positive().default(1).describe('Parameter of the beta distribution of the share.'),
  probability: z.number().min(0).max(1).default(0.5).describe('How likely a batch is mixed at all.'),
});

/**
 * Options of the `cutmix` batch augmentation.
 *
 * @example
 * ```ts
 * import type { CutMixOptions } from '@augmix/mixing/plugins';
 * const options: CutMixOptions = { probability: 1 };
 * ```
 */
export type CutMixOptions = z.input<typeof options>;

/**
 * CutMix as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { cutmixPlugin } from '@augmix/mixing/plugins';
 * createRegistry().use(cutmixPlugin).names('batch-augmentation'); // => ['cutmix']
 * ```
 */
export const cutmixPlugin = defineBatchAugmentation({
  name: 'cutmix',
  summary: 'Gives every image a box of another of the batch, and as much of its label.',
  options,
  load: async () => cutmix,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'batch-augmentation/cutmix': CutMixOptions;
  }
}
