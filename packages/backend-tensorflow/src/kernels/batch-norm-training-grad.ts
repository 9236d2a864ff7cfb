import {
  fusedKernels,
  type BatchNormTrainingAttributes,
  type BatchNormTrainingGradInputs,
} from '@augmix/core/tensor';
import {
  add,
  dispose,
  rsqrt,
  tidy,
  type KernelConfig,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { batchNormAttributes, flattened, shaped } from '../internal/batch-norm.js';
import { typeAttribute, type NativeBackend } from '../internal/native-backend.js';

/** TensorFlow's `FusedBatchNormGradV2`: two passes over the batch. */
export const batchNormTrainingGradConfig: KernelConfig = {
  kernelName: fusedKernels.batchNormTrainingGrad,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs, attrs, backend }) =>
    batchNormTrainingGrad(
      inputs as unknown as BatchNormTrainingGradInputs,
      attrs as unknown as BatchNormTrainingAttributes,
      backend as NativeBackend,
    ),
};

function batchNormTrainingGrad(
  { x, gamma, beta, dy, mean, variance }: BatchNormTrainingGradInputs,
  { epsilon, relu }: BatchNormTrainingAttributes,
  backend: NativeBackend,
): TensorInfo[] {
  const flat = flattened(x);
  const flatDy = relu ? throughRelu() : flattened(dy);
  // cuDNN keeps 1 / √(variance + epsilon) for its gradient, the processor's kernel the variance.
  const spread = backend.isUsingGpuDevice ? inverseDeviation(variance as Tensor, epsilon) : variance;
  const [dx, dGamma, dBeta, ...reserves] = backend.executeMultipleOutputs(
    'FusedBatchNormGradV2',
    batchNormAttributes(backend, epsilon, true),
    [flatDy, flat, gamma, mean, spread],
    5,
  );
  dispose(reserves);
  if (spread !== variance) dispose(spread as Tensor);
  if (flat !== x) dispose(flat as Tensor);
  if (flatDy !== dy) dispose(flatDy as Tensor);
  return [shaped(dx, x.shape), dGamma, dBeta];

  // The output is computed once more rather than kept: one pass, and half the memory that a block needs.
  function throughRelu(): TensorInfo {
    const [normalized, ...rest] = backend.executeMultipleOutputs(
      'FusedBatchNormV2',
      batchNormAttributes(backend, epsilon, false),
      [flat, gamma, beta, mean, variance],
      5,
    );
    const given = flattened(dy);
    const passed = backend.executeSingleOutput(
      'ReluGrad',
      [typeAttribute(backend, 'T')],
      [given, normalized],
    );
    dispose([normalized, ...rest]);
    if (given !== dy) dispose(given as Tensor);
    return passed;
  }
}

const inverseDeviation = (variance: Tensor, epsilon: number): Tensor =>
  tidy(() => rsqrt(add(variance, epsilon)));
