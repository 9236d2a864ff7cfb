import { definePlugins } from '@augmix/core';
import { augmixPlugin } from './plugins/augmix.js';
import { cutmixPlugin } from './plugins/cutmix.js';
import { cutoutPlugin } from './plugins/cutout.js';
import { mixupPlugin } from './plugins/mixup.js';
import { nonePlugin } from './plugins/none.js';
import { patchNoisePlugin } from './plugins/patch-noise.js';

/**
 * The augmentations of this package: `augmix`, `cutout`, `none` and `patch-noise`, and `cutmix` and `mixup` for batches.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { plugins } from '@augmix/mixing/plugins';
 * import { plugins as ops } from '@augmix/ops/plugins';
 * const registry = createRegistry().use(ops).use(plugins);
 * const mixing = await registry.create('augmentation', { type: 'augmix', severity: 1 });
 * typeof mixing.render; // => 'function'
 * ```
 */
export const plugins = definePlugins({
  package: '@augmix/mixing',
  module: import.meta.url,
  plugins: [augmixPlugin, cutoutPlugin, nonePlugin, patchNoisePlugin, cutmixPlugin, mixupPlugin],
});

export { augmixPlugin, cutmixPlugin, cutoutPlugin, mixupPlugin, nonePlugin, patchNoisePlugin };
export type { AugMixOptions } from './plugins/augmix.js';
export type { CutMixOptions } from './plugins/cutmix.js';
export type { CutoutOptions } from './plugins/cutout.js';
export type { MixupOptions } from './plugins/mixup.js';
export type { NoneOptions } from './plugins/none.js';
export type { PatchNoiseOptions } from './plugins/patch-noise.js';
