import { definePlugins } from '@augmix/core';
import { augmixPlugin } from './plugins/augmix.js';
import { cutoutPlugin } from './plugins/cutout.js';
import { nonePlugin } from './plugins/none.js';

/**
 * The augmentations of this package: `augmix`, `cutout` and `none`.
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
  plugins: [augmixPlugin, cutoutPlugin, nonePlugin],
});

export { augmixPlugin, cutoutPlugin, nonePlugin };
export type { AugMixOptions } from './plugins/augmix.js';
export type { CutoutOptions } from './plugins/cutout.js';
export type { NoneOptions } from './plugins/none.js';
