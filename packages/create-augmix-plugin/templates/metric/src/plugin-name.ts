import { defineMetric, z, type Metric } from '@augmix/core';

const options = z.strictObject({
  k: z.int().min(1).default(2).describe('How many guesses there are.'),
});

/** Options of `vendor/plugin-name` as a config states them. */
export type PluginNameOptions = z.input<typeof options>;

/** Share of the images whose class is among the k likeliest, in %. */
export function pluginNameMetric({ k = 2 }: PluginNameOptions = {}): Metric {
  let right = 0;
  let seen = 0;
  return {
    unit: '%',
    better: 'higher',
    reset() {
      right = 0;
      seen = 0;
    },
    // Logits are [count, classes], row by row. The arrays are only lent: what is needed later is copied.
    update({ logits, classes, labels }) {
      for (let row = 0; row < labels.length; row++) {
        const own = logits.subarray(row * classes, (row + 1) * classes);
        const above = own.filter((logit) => logit > own[labels[row]]).length;
        if (above < k) right++;
        seen++;
      }
    },
    compute: () => (100 * right) / seen,
  };
}

/** The metric as a plugin. */
export const pluginNamePlugin = defineMetric({
  name: 'vendor/plugin-name',
  summary: 'How often the class is among the k likeliest, in %.',
  options,
  load: async () => pluginNameMetric,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'metric/vendor/plugin-name': PluginNameOptions;
  }
}
