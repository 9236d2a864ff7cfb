import { fusedKernels, type ReluGradInputs } from '@augmix/core/tensor';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { typeAttribute, type NativeBackend } from '../internal/native-backend.js';

/** TensorFlow's own gradient of a rectifier: one pass, where `mul(dy, cast(step(y)))` takes three. */
export const reluGradConfig: KernelConfig = {
  kernelName: fusedKernels.reluGrad,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs, backend }) =>
    reluGrad(inputs as unknown as ReluGradInputs, backend as NativeBackend),
};

function reluGrad({ dy, y }: ReluGradInputs, backend: NativeBackend): TensorInfo {
  return backend.executeSingleOutput('ReluGrad', [typeAttribute(backend, 'T')], [dy, y]);
}
