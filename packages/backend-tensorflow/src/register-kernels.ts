import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { batchNormTrainingConfig } from './kernels/batch-norm-training.js';
import { batchNormTrainingGradConfig } from './kernels/batch-norm-training-grad.js';
import { nesterovUpdateConfig } from './kernels/nesterov-update.js';
import { paddedConvolutions } from './kernels/padded-convolution.js';
import { reluGradConfig } from './kernels/relu-grad.js';

/** Every kernel that this package adds to backend `tensorflow`. */
export const trainingKernels: readonly KernelConfig[] = [
  batchNormTrainingConfig,
  batchNormTrainingGradConfig,
  reluGradConfig,
  nesterovUpdateConfig,
];

/**
 * Puts the training kernels into TensorFlow.js's kernel registry for backend `tensorflow`, for programs that have set up
 * tfjs-node themselves. It may be called again.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { registerTrainingKernels, trainingKernels } from '@augmix/backend-tensorflow';
 * registerTrainingKernels();
 * tf.getKernel('BatchNormTraining', 'tensorflow') === trainingKernels[0]; // => true
 * ```
 */
export function registerTrainingKernels(): void {
  for (const kernel of [...trainingKernels, ...paddedConvolutions()]) {
    const present: KernelConfig | undefined = getKernel(kernel.kernelName, kernel.backendName);
    if (present === kernel) continue;
    // Registering over another kernel prints a warning.
    if (present) unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel(kernel);
  }
}
