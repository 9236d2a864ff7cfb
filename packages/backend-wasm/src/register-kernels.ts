import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { conv2dBackpropFilterConfig } from './kernels/conv2d-backprop-filter.js';
import { conv2dBackpropInputConfig } from './kernels/conv2d-backprop-input.js';
import { fusedBatchNormConfig } from './kernels/fused-batch-norm.js';
import { identityConfig } from './kernels/identity.js';
import { maxPoolGradConfig } from './kernels/max-pool-grad.js';
import { meanConfig } from './kernels/mean.js';
import { reluGradConfig } from './kernels/relu-grad.js';
import { sumConfig } from './kernels/sum.js';
import { tileConfig } from './kernels/tile.js';
import { unsortedSegmentSumConfig } from './kernels/unsorted-segment-sum.js';

/** Every kernel that this package adds to backend `wasm` or replaces there. */
export const trainingKernels: readonly KernelConfig[] = [
  conv2dBackpropFilterConfig,
  conv2dBackpropInputConfig,
  fusedBatchNormConfig,
  identityConfig,
  maxPoolGradConfig,
  meanConfig,
  reluGradConfig,
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
  for (const kernel of trainingKernels) {
    const present: KernelConfig | undefined = getKernel(kernel.kernelName, kernel.backendName);
    if (present === kernel) continue;
    // Registering over another kernel prints a warning.
    if (present) unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel(kernel);
  }
}
