import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { fusedKernels, type ReluGradInputs } from '@augmix/core/tensor';
import { addressOf, trainingExports, type WasmBackend } from '../internal/training-module.js';

/** The gradient of a rectifier in one pass; composed it takes a comparison, a cast and a product. */
export const reluGradConfig: KernelConfig = {
  kernelName: fusedKernels.reluGrad,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }): TensorInfo => {
    const { dy, y } = inputs as unknown as ReluGradInputs;
    const wasm = backend as unknown as WasmBackend;
    const dx = wasm.makeOutput(dy.shape, 'float32');
    const count = dy.shape.reduce((product, side) => product * side, 1);
    trainingExports(wasm).reluGradient(addressOf(wasm, dy), addressOf(wasm, y), addressOf(wasm, dx), count);
    return dx;
  },
};
