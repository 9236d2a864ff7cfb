import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { registerReluGradient } from './gradients/relu.js';
import { batchNormInferenceConfig } from './kernels/batch-norm-inference.js';
import { batchNormTrainingConfig } from './kernels/batch-norm-training.js';
import { batchNormTrainingGradConfig } from './kernels/batch-norm-training-grad.js';
import { castConfig } from './kernels/cast.js';
import { conv2dConfig } from './kernels/conv2d.js';
import { conv2dBackpropFilterConfig } from './kernels/conv2d-backprop-filter.js';
import { conv2dBackpropInputConfig } from './kernels/conv2d-backprop-input.js';
import { depthwiseConv2dBackpropFilterConfig } from './kernels/depthwise-conv2d-backprop-filter.js';
import { depthwiseConv2dBackpropInputConfig } from './kernels/depthwise-conv2d-backprop-input.js';
import { fusedBatchNormConfig } from './kernels/fused-batch-norm.js';
import { fusedConv2dConfig } from './kernels/fused-conv2d.js';
import { identityConfig } from './kernels/identity.js';
import { maxPoolGradConfig } from './kernels/max-pool-grad.js';
import { meanConfig } from './kernels/mean.js';
import { nesterovUpdateConfig } from './kernels/nesterov-update.js';
import { reluGradConfig } from './kernels/relu-grad.js';
import { sliceConfig } from './kernels/slice.js';
import { sumConfig } from './kernels/sum.js';
import { tileConfig } from './kernels/tile.js';
import { unsortedSegmentSumConfig } from './kernels/unsorted-segment-sum.js';

/** Every kernel that this package adds to backend `wasm` or replaces there. */
export const trainingKernels: readonly KernelConfig[] = [
  batchNormInferenceConfig,
  batchNormTrainingConfig,
  batchNormTrainingGradConfig,
  castConfig,
  conv2dConfig,
  conv2dBackpropFilterConfig,
  conv2dBackpropInputConfig,
  depthwiseConv2dBackpropFilterConfig,
  depthwiseConv2dBackpropInputConfig,
  fusedBatchNormConfig,
  fusedConv2dConfig,
  identityConfig,
  maxPoolGradConfig,
  meanConfig,
  nesterovUpdateConfig,
  reluGradConfig,
  sliceConfig,
  sumConfig,
  tileConfig,
  unsortedSegmentSumConfig,
];

/**
 * Puts the training kernels into TensorFlow.js's kernel registry for backend `wasm`. It may be called again, before or
 * after the backend has started.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { conv2dBackpropFilterConfig, registerTrainingKernels } from '@augmix/backend-wasm';
 * registerTrainingKernels();
 * tf.getKernel('Conv2DBackpropFilter', 'wasm') === conv2dBackpropFilterConfig; // => true
 * ```
 */
export function registerTrainingKernels(): void {
  registerReluGradient();
  for (const kernel of trainingKernels) {
    const present: KernelConfig | undefined = getKernel(kernel.kernelName, kernel.backendName);
    if (present === kernel) continue;
    // Registering over another kernel prints a warning.
    if (present) unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel(kernel);
  }
}
