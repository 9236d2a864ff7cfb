import {
  engine,
  getBackend,
  getGradient,
  getKernel,
  registerGradient,
  type GradConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import {
  fusedKernels,
  type BatchNormTrainingAttributes,
  type BatchNormTrainingGradInputs,
  type BatchNormTrainingInputs,
} from '@augmix/core/tensor';

const { batchNormTraining, batchNormTrainingGrad } = fusedKernels;

/** Whether the current backend brings the kernel and its gradient. */
export const hasFusedBatchNorm = (): boolean =>
  [batchNormTraining, batchNormTrainingGrad].every((name) => getKernel(name, getBackend()) !== undefined);

/** Batch normalisation with the statistics of the batch by the backend's kernel: `[y, mean, variance]`. */
export function fusedBatchNorm(
  x: Tensor,
  gamma: Tensor1D,
  beta: Tensor1D,
  attributes: BatchNormTrainingAttributes,
): [output: Tensor, mean: Tensor1D, variance: Tensor1D] {
  if (!getGradient(batchNormTraining)) registerGradient(gradient);
  const inputs: BatchNormTrainingInputs = { x, gamma, beta };
  return run(batchNormTraining, inputs, attributes) as [Tensor, Tensor1D, Tensor1D];
}

const gradient: GradConfig = {
  kernelName: batchNormTraining,
  inputsToSave: ['x', 'gamma', 'beta'],
  outputsToSave: [false, true, true],
  gradFunc(dys, [x, gamma, beta, mean, variance], attributes) {
    // The statistics are constants for differentiation: what arrives for them is not looked at.
    const [dy] = dys as Tensor[];
    const inputs: BatchNormTrainingGradInputs = { dy, x, gamma, beta, mean, variance };
    const [dx, dGamma, dBeta] = run(batchNormTrainingGrad, inputs, attributes);
    return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
  },
};

function run(kernel: string, inputs: object, attributes: object): Tensor[] {
  return engine().runKernel(kernel, inputs as NamedTensorMap, attributes as NamedAttrMap);
}
