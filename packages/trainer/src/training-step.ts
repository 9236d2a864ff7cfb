import type { Loss, Optimizer } from '@augmix/core/tensor';
import type { Batch, ViewShape } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beginStep, lossAndGradients } from './internal/loss-and-gradients.js';
import { trainableVariables } from './internal/model-variables.js';

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
  parts: TrainingParts,
  batch: Batch,
  step: number,
  learningRate: number,
): Promise<number> {
  beginStep(parts.model, step);
  const variables = trainableVariables(parts.model);
  const loss = tf.tidy(() => {
    const { loss, gradients } = lossAndGradients(parts, variables, batch);
    parts.optimizer.step(variables, gradients, learningRate);
    return loss;
  });
  const [number] = await loss.data();
  loss.dispose();
  return number;
}
