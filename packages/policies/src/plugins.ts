import { definePlugins } from '@augmix/core';
import { autoaugmentPlugin } from './plugins/autoaugment.js';
import { policyPlugin } from './plugins/policy.js';
import { randAugmentPlugin } from './plugins/rand-augment.js';
import { trivialAugmentPlugin } from './plugins/trivial-augment.js';

/**
 * The augmentations of this package.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { plugins } from '@augmix/policies/plugins';
 * createRegistry().use(plugins).names('augmentation'); // => ['autoaugment', 'policy', 'rand-augment', 'trivial-augment']
 * ```
 */
export const plugins = definePlugins({
  package: '@augmix/policies',
  module: import.meta.url,
  plugins: [autoaugmentPlugin, policyPlugin, randAugmentPlugin, trivialAugmentPlugin],
});

export { autoaugmentPlugin, policyPlugin, randAugmentPlugin, trivialAugmentPlugin };
export type { AutoAugmentOptions } from './plugins/autoaugment.js';
export type { PolicyOptions } from './plugins/policy.js';
export type { RandAugmentOptions } from './plugins/rand-augment.js';
export type { TrivialAugmentOptions } from './plugins/trivial-augment.js';
