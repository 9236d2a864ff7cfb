import { definePlugins } from '@augmix/core';
import { wasm } from './wasm.js';

export const plugins = definePlugins({
  package: '@augmix/backend-wasm',
  module: import.meta.url,
  plugins: [wasm],
});

export { wasm };
