import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import {
  fusedKernels,
  type BatchNormInferenceInputs,
  type BatchNormTrainingAttributes,
} from '@augmix/core/tensor';
import { addressOf, trainingExports, withScratch, type WasmBackend } from '../internal/training-module.js';

/** Batch norm with given statistics, and the rectifier after it, in one pass. */
export const batchNormInferenceConfig: KernelConfig = {
  kernelName: fusedKernels.batchNormInference,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, gamma, beta, mean, variance } = inputs as unknown as BatchNormInferenceInputs;
    const { epsilon, relu } = attrs as unknown as BatchNormTrainingAttributes;
    const wasm = backend as unknown as WasmBackend;
    const channels = gamma.shape[0];
    const rows = x.shape.slice(0, -1).reduce((product, side) => product * side, 1);
    const y = wasm.makeOutput(x.shape, 'float32');
    const [xAt, gammaAt, betaAt, meanAt, varianceAt, yAt] = [x, gamma, beta, mean, variance, y].map(
      (tensor) => addressOf(wasm, tensor),
    );
    const { batchNormInference } = trainingExports(wasm);
    withScratch(wasm, 4 * channels, (scratch) =>
      batchNormInference(
        xAt,
        gammaAt,
        betaAt,
        meanAt,
        varianceAt,
        yAt,
        rows,
        channels,
        epsilon,
        Number(relu),
        scratch,
      ),
    );
    return y;
  },
};
