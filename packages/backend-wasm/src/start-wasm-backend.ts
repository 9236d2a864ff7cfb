import { AugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths, version_wasm as version } from '@tensorflow/tfjs-backend-wasm';
import { wasmFolder } from './internal/wasm-folder.js';
import { registerTrainingKernels } from './register-kernels.js';

/** What {@link startWasmBackend} can be told; nothing yet. */
export type WasmBackendOptions = Record<string, never>;

/** Facts about the running backend. */
export interface WasmBackendInfo {
  /** Version of tfjs-backend-wasm. */
  version: string;
  /** Whether the SIMD binary runs; without it everything takes several times as long. */
  simd: boolean;
}

/**
 * Makes WebAssembly the current TensorFlow.js backend, with the kernels that training needs. The WASM files are found in
 * the installed tfjs-backend-wasm. It may be called again.
 *
 * @throws AugmixError `BACKEND_UNAVAILABLE` if the WASM files cannot be loaded or run.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * await startWasmBackend(); // => { version: '4.22.0', simd: true }
 * tf.getBackend(); // => 'wasm'
 * ```
 */
export async function startWasmBackend(_options: WasmBackendOptions = {}): Promise<WasmBackendInfo> {
  registerTrainingKernels();
  try {
    setWasmPaths(wasmFolder());
    if (!(await tf.setBackend('wasm'))) throw new Error('its initialisation failed');
    await tf.ready();
  } catch (cause) {
    throw new AugmixError(
      'BACKEND_UNAVAILABLE',
      `Backend wasm cannot be started: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
  return describeWasmBackend();
}

/** Says what would run or is running, without starting it. */
export async function describeWasmBackend(): Promise<WasmBackendInfo> {
  return { version, simd: (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) as boolean };
}
