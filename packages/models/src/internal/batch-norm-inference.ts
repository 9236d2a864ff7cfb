import {
  add,
  engine,
  getBackend,
  getKernel,
  mul,
  relu,
  rsqrt,
  sub,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { fusedKernels, type BatchNormTrainingAttributes } from '@augmix/core/tensor';
import { scaleAndShift } from './composed-batch-norm.js';

interface Inputs {
  x: Tensor;
  gamma: Tensor1D;
  beta: Tensor1D;
  mean: Tensor1D;
  variance: Tensor1D;
}

/**
 * Batch normalisation with given statistics, rectified or not, by the backend's kernel where it has one. The kernel has no
 * gradient: while one is recorded, the function is composed.
 */
export function batchNormInference(inputs: Inputs, attributes: BatchNormTrainingAttributes): Tensor {
  const isRecorded = engine().state.gradientDepth > 0;
  if (isRecorded || !getKernel(fusedKernels.batchNormInference, getBackend())) {
    return composed(inputs, attributes);
  }
  const named = inputs as unknown as NamedTensorMap;
  return engine().runKernel(fusedKernels.batchNormInference, named, attributes as unknown as NamedAttrMap);
}

function composed(
  { x, gamma, beta, mean, variance }: Inputs,
  { epsilon, relu: rectifies }: BatchNormTrainingAttributes,
): Tensor {
  const scale = mul(gamma, rsqrt(add(variance, epsilon)));
  const normalized = scaleAndShift(x, scale, sub(beta, mul(mean, scale)));
  return rectifies ? relu(normalized) : normalized;
}
