import type { Batch } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import { beginStep, lossAndGradients, type LossParts } from '../internal/loss-and-gradients.js';
import { trainableVariables } from '../internal/model-variables.js';
import { copyToFlat } from './flat-tensors.js';

/**
 * What a replica does in a step: the loss of its share of the batch, and the gradients written to `flat`.
 *
 * @returns the loss.
 */
export async function shardGradients(
  parts: LossParts,
  shard: Batch,
  { step, replica }: { step: number; replica: number },
  flat: Float32Array,
): Promise<number> {
  beginStep(parts.model, step, replica);
  const variables = trainableVariables(parts.model);
  const [loss, ...gradients] = tf.tidy(() => {
    const { loss, gradients } = lossAndGradients(parts, variables, shard);
    const inOrder = Object.entries(variables).map(
      // A weight that the loss does not depend on has none.
      ([name, variable]) => (gradients[name] as tf.Tensor | undefined) ?? tf.zerosLike(variable),
    );
    return [loss as tf.Tensor, ...inOrder];
  });
  try {
    await copyToFlat(gradients, flat);
    return (await loss.data())[0];
  } finally {
    tf.dispose([loss, ...gradients]);
  }
}
