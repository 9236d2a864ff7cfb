import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';

/**
 * A clone that shares its values, as on the `cpu` backend. TensorFlow.js clones every activation that a gradient needs;
 * the backend's own kernel copies each of them, which takes time and twice the memory.
 */
export const identityConfig: KernelConfig = {
  kernelName: 'Identity',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }): TensorInfo => {
    const x = inputs.x!;
    (backend as { incRef(dataId: object): void }).incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  },
};
