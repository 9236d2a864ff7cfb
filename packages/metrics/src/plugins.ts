import { definePlugins } from '@augmix/core';
import { errorPlugin } from './plugins/error.js';
import { nllPlugin } from './plugins/nll.js';
import { top5ErrorPlugin } from './plugins/top5-error.js';

/** The metrics of this package. */
export const plugins = definePlugins({
  package: '@augmix/metrics',
  module: import.meta.url,
  plugins: [errorPlugin, top5ErrorPlugin, nllPlugin],
});
export { errorPlugin, nllPlugin, top5ErrorPlugin };
