import { definePlugins } from '@augmix/core';

/** Every plugin of this package. */
export const plugins = definePlugins({ package: '@augmix/policies', module: import.meta.url, plugins: [] });
