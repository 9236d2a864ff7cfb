import type { Loss, NamedTensors } from '@augmix/core/tensor';
import type { Batch, ViewShape } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { allLayers } from './model-variables.js';
import { releaseEarly } from './release-early.js';

/** Layers whose randomness depends on the step, such as dropout. */
interface StepAware {
  beginStep?(step: number, replica: number): void;
}

/** Tells every layer which step comes next, and in which replica. */
export function beginStep(model: LayersModel, step: number, replica = 0): void {
  for (const layer of allLayers(model)) (layer as StepAware).beginStep?.(step, replica);
}

/** What the loss of a batch depends on besides the batch. */
export interface LossParts {
  model: LayersModel;
  loss: Loss;
  views: number;
  classes: number;
  shape: ViewShape;
}

/** The loss of a batch in training and its gradients by the names of `variables`; the caller disposes of them. */
export function lossAndGradients(
  { model, loss, views, classes, shape }: LossParts,
  variables: Record<string, tf.Variable>,
  batch: Batch,
): { loss: tf.Scalar; gradients: NamedTensors } {
  const input = tf.tensor4d(batch.images, [views * batch.count, shape.height, shape.width, shape.channels]);
  const probabilities = batch.softLabels ?? oneHot(batch.labels, classes);
  const labels = tf.tensor2d(probabilities, [batch.count, classes]);
  const { value, grads } = tf.variableGrads(() => {
    const logits = model.apply(input, { training: true }) as tf.Tensor2D;
    return releaseEarly(loss.compute({ logits, labels, views }));
  }, Object.values(variables));
  const gradients: NamedTensors = {};
  for (const [name, variable] of Object.entries(variables)) gradients[name] = grads[variable.name];
  return { loss: value, gradients };
}

// Not tf.oneHot: on the WASM backend its float32 form holds the bits of integers.
function oneHot(labels: Int32Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => (rows[row * classes + label] = 1));
  return rows;
}
