import { z } from '@augmix/core';
import { defineLoss, type Loss } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';

const options = z.strictObject({
  smoothing: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Share of the labels given to all classes alike.'),
});

/** Options of `vendor/plugin-name` as a config states them. */
export type PluginNameOptions = z.input<typeof options>;

/** Cross-entropy of all views with smoothed labels. */
export function pluginNameLoss({ smoothing = 0.1 }: PluginNameOptions = {}): Loss {
  return {
    // Logits come view by view: all rows of the first, then those of the second.
    compute({ logits, labels, views }) {
      const classes = labels.shape[1];
      const smooth = tf.add(tf.mul(labels, 1 - smoothing), smoothing / classes);
      const all = tf.tile(smooth, [views, 1]);
      return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(all, tf.logSoftmax(logits)), -1)));
    },
  };
}

/** The loss as a plugin. */
export const pluginNamePlugin = defineLoss({
  name: 'vendor/plugin-name',
  summary: 'Cross-entropy with smoothed labels.',
  options,
  load: async () => pluginNameLoss,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'loss/vendor/plugin-name': PluginNameOptions;
  }
}
