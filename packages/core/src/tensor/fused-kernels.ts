import type { TensorInfo } from '@tensorflow/tfjs-core';

/**
 * Kernels that TensorFlow.js has no op for and that a backend may bring, under these names, in TensorFlow.js's own
 * kernel registry. What a backend lacks is composed from ordinary ops; the composed form is the specification.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { fusedKernels } from '@augmix/core/tensor';
 * fusedKernels.batchNormTraining; // => 'BatchNormTraining'
 * tf.getKernel(fusedKernels.batchNormTraining, 'cpu') === undefined; // => true
 * ```
 */
export const fusedKernels = {
  /** {@link BatchNormTrainingInputs}, {@link BatchNormTrainingAttributes} → `[y, mean, variance]`. */
  batchNormTraining: 'BatchNormTraining',
  /** {@link BatchNormTrainingGradInputs}, {@link BatchNormTrainingAttributes} → `[dx, dGamma, dBeta]`. */
  batchNormTrainingGrad: 'BatchNormTrainingGrad',
  /** {@link BatchNormInferenceInputs}, {@link BatchNormTrainingAttributes} → `y`. */
  batchNormInference: 'BatchNormInference',
  /** {@link ReluGradInputs} → `dx`: `dy` where `y` is above 0, else 0. */
  reluGrad: 'ReluGrad',
  /** {@link NesterovUpdateInputs}, {@link NesterovUpdateAttributes} → new values, then new velocities. */
  nesterovUpdate: 'NesterovUpdate',
} as const;

/** All float32: `x` is `[N, …, C]`, channels last; `gamma` and `beta` are `[C]`. */
export interface BatchNormTrainingInputs {
  x: TensorInfo;
  gamma: TensorInfo;
  beta: TensorInfo;
}

/** What a batch norm in training depends on besides tensors. */
export interface BatchNormTrainingAttributes {
  /** Added to the variance, which is the biased one. */
  epsilon: number;
  /** Whether max(0, ·) follows. */
  relu: boolean;
}

/** What the gradient needs: `dy` and the forward inputs with the statistics `[C]` that the forward kernel gave. */
export interface BatchNormTrainingGradInputs extends BatchNormTrainingInputs {
  dy: TensorInfo;
  mean: TensorInfo;
  variance: TensorInfo;
}

/** A batch norm with given statistics `[C]`, such as running ones. It has no gradient. */
export interface BatchNormInferenceInputs extends BatchNormTrainingInputs {
  mean: TensorInfo;
  variance: TensorInfo;
}

/** The gradient of a rectifier's output `y` and that output, of one shape. */
export interface ReluGradInputs {
  dy: TensorInfo;
  y: TensorInfo;
}

/** For each of n variables, `value0 … value(n−1)`, `gradient…` and `velocity…` of the variable's shape. */
export type NesterovUpdateInputs = Record<`${'value' | 'gradient' | 'velocity'}${number}`, TensorInfo>;

/** PyTorch's SGD: g ← g + weightDecay · w; v ← momentum · v + g; w ← w − rate · (nesterov ? g + momentum · v : v). */
export interface NesterovUpdateAttributes {
  count: number;
  learningRate: number;
  momentum: number;
  weightDecay: number;
  nesterov: boolean;
}
