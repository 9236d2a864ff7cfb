import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import {
  fusedKernels,
  type BatchNormTrainingAttributes,
  type BatchNormTrainingInputs,
} from '@augmix/core/tensor';
import { addressOf, trainingExports, withScratch, type WasmBackend } from '../internal/training-module.js';

/** Batch norm with the statistics of the batch, and the rectifier after it, in two passes. */
export const batchNormTrainingConfig: KernelConfig = {
  kernelName: fusedKernels.batchNormTraining,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const { x, gamma, beta } = inputs as unknown as BatchNormTrainingInputs;
    const { epsilon, relu } = attrs as unknown as BatchNormTrainingAttributes;
    const wasm = backend as unknown as WasmBackend;
    const channels = gamma.shape[0];
    const rows = x.shape.slice(0, -1).reduce((product, side) => product * side, 1);
    const outputs = [x.shape, [channels], [channels]].map((shape) => wasm.makeOutput(shape, 'float32'));
    const [xAt, gammaAt, betaAt, yAt, meanAt, varianceAt] = [x, gamma, beta, ...outputs].map((tensor) =>
      addressOf(wasm, tensor),
    );
    const { batchNormTraining } = trainingExports(wasm);
    withScratch(wasm, 28 * channels, (scratch) =>
      batchNormTraining(
        xAt,
        gammaAt,
        betaAt,
        yAt,
        meanAt,
        varianceAt,
        rows,
        channels,
        epsilon,
        Number(relu),
        scratch,
      ),
    );
    return outputs;
  },
};
