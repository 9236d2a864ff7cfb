import type { Loss, NamedTensors, Optimizer } from '@augmix/core/tensor';
import type { Batch, ViewShape } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { allLayers, trainableVariables } from './internal/model-variables.js';

/** Layers whose randomness depends on the step, such as dropout. */
interface StepAware {
  beginStep?(step: number): void;
}

/** What a training step needs besides the batch. */
export interface TrainingParts {
  model: LayersModel;
  loss: Loss;
  optimizer: Optimizer;
  views: number;
  classes: number;
  shape: ViewShape;
}

/**
 * One step of training: forward over all views at once, loss, gradients, update of the weights in place.
 *
 * @param step number of the step, from 0.
 * @returns the loss before the update.
 * @example
 * ```ts
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { crossEntropy } from '@augmix/losses';
 * import { sgd, trainingStep } from '@augmix/trainer';
 * import * as tf from '@tensorflow/tfjs-layers';
 * await startWasmBackend();
 * const model = tf.sequential({
 *   layers: [
 *     tf.layers.flatten({ inputShape: [1, 1, 1] }),
 *     tf.layers.dense({ units: 2, kernelInitializer: 'zeros' }),
 *   ],
 * });
 * const shape = { height: 1, width: 1, channels: 1 };
 * const parts = { model, loss: crossEntropy(), optimizer: sgd(), views: 1, classes: 2, shape };
 * const batch = { images: Float32Array.of(-1, 1), labels: Int32Array.of(0, 1), count: 2 };
 * await trainingStep(parts, batch, 0, 0.1); // => 0.6931472
 * ```
 */
export async function trainingStep(
  { model, loss, optimizer, views, classes, shape }: TrainingParts,
  batch: Batch,
  step: number,
  learningRate: number,
): Promise<number> {
  for (const layer of allLayers(model)) (layer as StepAware).beginStep?.(step);
  const variables = trainableVariables(model);
  const value = tf.tidy(() => {
    const input = tf.tensor4d(batch.images, [views * batch.count, shape.height, shape.width, shape.channels]);
    const probabilities = batch.softLabels ?? oneHot(batch.labels, classes);
    const labels = tf.tensor2d(probabilities, [batch.count, classes]);
    const { value, grads } = tf.variableGrads(
      () => loss.compute({ logits: model.apply(input, { training: true }) as tf.Tensor2D, labels, views }),
      Object.values(variables),
    );
    const gradients: NamedTensors = {};
    for (const [name, variable] of Object.entries(variables)) gradients[name] = grads[variable.name];
    optimizer.step(variables, gradients, learningRate);
    return value;
  });
  const [number] = await value.data();
  value.dispose();
  return number;
}

// Not tf.oneHot: on the WASM backend its float32 form holds the bits of integers.
function oneHot(labels: Int32Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => (rows[row * classes + label] = 1));
  return rows;
}
