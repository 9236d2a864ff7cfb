import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import {
  fusedKernels,
  type BatchNormTrainingAttributes,
  type BatchNormTrainingGradInputs,
} from '@augmix/core/tensor';
import { addressOf, trainingExports, withScratch, type WasmBackend } from '../internal/training-module.js';

/** The gradient of a batch norm in training, and of the rectifier after it, in two passes. */
export const batchNormTrainingGradConfig: KernelConfig = {
  kernelName: fusedKernels.batchNormTrainingGrad,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo[] => {
    const { dy, x, gamma, beta, mean, variance } = inputs as unknown as BatchNormTrainingGradInputs;
    const { epsilon, relu } = attrs as unknown as BatchNormTrainingAttributes;
    const wasm = backend as unknown as WasmBackend;
    const channels = gamma.shape[0];
    const rows = x.shape.slice(0, -1).reduce((product, side) => product * side, 1);
    const outputs = [x.shape, [channels], [channels]].map((shape) => wasm.makeOutput(shape, 'float32'));
    const [dyAt, xAt, gammaAt, betaAt, meanAt, varianceAt, dxAt, dGammaAt, dBetaAt] = [
      ...[dy, x, gamma, beta, mean, variance],
      ...outputs,
    ].map((tensor) => addressOf(wasm, tensor));
    const { batchNormTrainingGradient } = trainingExports(wasm);
    withScratch(wasm, 36 * channels, (scratch) =>
      batchNormTrainingGradient(
        dyAt,
        xAt,
        gammaAt,
        betaAt,
        meanAt,
        varianceAt,
        dxAt,
        dGammaAt,
        dBetaAt,
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
