import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { fusedKernels, type NesterovUpdateAttributes, type NesterovUpdateInputs } from '@augmix/core/tensor';
import { addressOf, trainingExports, type WasmBackend } from '../internal/training-module.js';

/** The step of SGD over all variables, one pass over each. */
export const nesterovUpdateConfig: KernelConfig = {
  kernelName: fusedKernels.nesterovUpdate,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const tensors = inputs as NesterovUpdateInputs;
    const { count, learningRate, momentum, weightDecay, nesterov } =
      attrs as unknown as NesterovUpdateAttributes;
    const wasm = backend as unknown as WasmBackend;
    const { nesterovUpdate } = trainingExports(wasm);
    const [values, velocities]: [TensorInfo[], TensorInfo[]] = [[], []];
    for (let i = 0; i < count; i++) {
      const value = tensors[`value${i}`];
      values.push(wasm.makeOutput(value.shape, 'float32'));
      velocities.push(wasm.makeOutput(value.shape, 'float32'));
      nesterovUpdate(
        addressOf(wasm, value),
        addressOf(wasm, tensors[`gradient${i}`]),
        addressOf(wasm, tensors[`velocity${i}`]),
        addressOf(wasm, values[i]),
        addressOf(wasm, velocities[i]),
        value.shape.reduce((product, side) => product * side, 1),
        learningRate,
        momentum,
        weightDecay,
        Number(nesterov),
      );
    }
    return [...values, ...velocities];
  },
};
