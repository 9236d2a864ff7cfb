import {
  fusedKernels,
  type BatchNormTrainingAttributes,
  type BatchNormTrainingInputs,
} from '@augmix/core/tensor';
import {
  clone,
  dispose,
  mul,
  relu,
  util,
  zeros,
  type KernelConfig,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { batchNormAttributes, flattened, shaped } from '../internal/batch-norm.js';
import type { NativeBackend } from '../internal/native-backend.js';

/** TensorFlow's `FusedBatchNormV2` in training: two passes over the batch. */
export const batchNormTrainingConfig: KernelConfig = {
  kernelName: fusedKernels.batchNormTraining,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs, attrs, backend }) =>
    batchNormTraining(
      inputs as unknown as BatchNormTrainingInputs,
      attrs as unknown as BatchNormTrainingAttributes,
      backend as NativeBackend,
    ),
};

function batchNormTraining(
  { x, gamma, beta }: BatchNormTrainingInputs,
  { epsilon, relu: rectified }: BatchNormTrainingAttributes,
  backend: NativeBackend,
): TensorInfo[] {
  const flat = flattened(x);
  const none = zeros([0]);
  const [normalized, mean, unbiased, savedMean, saved] = backend.executeMultipleOutputs(
    'FusedBatchNormV2',
    batchNormAttributes(backend, epsilon, true),
    [flat, gamma, beta, none, none],
    5,
  );
  const values = util.sizeFromShape(flat.shape) / gamma.shape[0];
  // The op's variance is the unbiased one. The processor's kernel keeps the biased one for its gradient, cuDNN another
  // value.
  const variance = backend.isUsingGpuDevice ? mul(unbiased, (values - 1) / values) : clone(saved);
  dispose([none, unbiased, savedMean, saved]);
  if (flat !== x) dispose(flat as Tensor);
  const output = rectified ? relu(normalized) : normalized;
  if (rectified) dispose(normalized);
  return [shaped(output, x.shape), mean, variance];
}
