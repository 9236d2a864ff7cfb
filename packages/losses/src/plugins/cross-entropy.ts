import { z } from '@augmix/core';
import { defineLoss } from '@augmix/core/tensor';
import { crossEntropy } from '../cross-entropy.js';

const options = z.strictObject({});

/** Plugin of {@link crossEntropy}. */
export const crossEntropyPlugin = defineLoss({
  name: 'cross-entropy',
  summary: 'Mean softmax cross-entropy over all views.',
  options,
  load: async () => () => crossEntropy(),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'loss/cross-entropy': z.input<typeof options>;
  }
}
