import { defineBatchAugmentation, z } from '@augmix/core';
import { mixup } from '../mixup.js';

const options = z.strictObject({
  alpha: z.number().positive().default(1).describe('Parameter of the beta distribution of the share.'),
});

/**
 * Options of the `mixup` batch augmentation.
 *
 * @example
 * ```ts
 * import type { MixupOptions } from '@augmix/mixing/plugins';
 * const options: MixupOptions = { alpha: 0.2 };
 * ```
 */
export type MixupOptions = z.input<typeof options>;

/**
 * Mixup as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { mixupPlugin } from '@augmix/mixing/plugins';
 * createRegistry().use(mixupPlugin).names('batch-augmentation'); // => ['mixup']
 * ```
 */
export const mixupPlugin = defineBatchAugmentation({
  name: 'mixup',
  summary: 'Mixes every image and its label with another of the batch.',
  options,
  load: async () => mixup,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'batch-augmentation/mixup': MixupOptions;
  }
}
