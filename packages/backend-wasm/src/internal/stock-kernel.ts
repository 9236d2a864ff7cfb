import { getKernel, type KernelConfig } from '@tensorflow/tfjs-core';
// Registers the backend's kernels, which must be there to be looked up.
import '@tensorflow/tfjs-backend-wasm';

/** The backend's own kernel, for those that are only replaced where something better is known. */
export function stockKernel(kernelName: string): KernelConfig {
  return getKernel(kernelName, 'wasm');
}
