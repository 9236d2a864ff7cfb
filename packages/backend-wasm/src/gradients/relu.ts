import { fusedKernels, type ReluGradInputs } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of a rectifier from its output, which the next layer keeps anyway, where TensorFlow.js keeps the input as
 * well; by the backend's kernel where it has one.
 */
export const reluGradient: tf.GradConfig = {
  kernelName: tf.Relu,
  outputsToSave: [true],
  gradFunc(dy, [y]) {
    return { x: () => rectifiedGradient(dy as tf.Tensor, y) };
  },
};

function rectifiedGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  if (!tf.getKernel(fusedKernels.reluGrad, tf.getBackend())) {
    return tf.mul(dy, tf.cast(tf.step(y), 'float32'));
  }
  const inputs: ReluGradInputs = { dy, y };
  return tf.engine().runKernel(fusedKernels.reluGrad, inputs as unknown as tf.NamedTensorMap);
}

/** Puts it in the place of TensorFlow.js's own, for any model on any backend. It may be called again. */
export function registerReluGradient(): void {
  if (tf.getGradient(tf.Relu) !== reluGradient) tf.registerGradient(reluGradient);
}
