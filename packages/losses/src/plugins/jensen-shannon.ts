import { z } from '@augmix/core';
import { defineLoss } from '@augmix/core/tensor';
import { jensenShannon } from '../jensen-shannon.js';

const options = z.strictObject({
  weight: z.number().min(0).default(12).describe('Factor of the divergence beside the cross-entropy.'),
});

/** Plugin of {@link jensenShannon}. */
export const jensenShannonPlugin = defineLoss({
  name: 'jensen-shannon',
  summary: 'Cross-entropy on the first view plus a weighted Jensen–Shannon divergence of all views.',
  options,
  load: async () => (settings) => jensenShannon(settings),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'loss/jensen-shannon': z.input<typeof options>;
  }
}
