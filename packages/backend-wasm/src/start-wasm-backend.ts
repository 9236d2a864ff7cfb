import { AugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths, version_wasm as version } from '@tensorflow/tfjs-backend-wasm';
import { wasmFolder } from './internal/wasm-folder.js';
import { useWinograd } from './internal/winograd.js';
import { registerTrainingKernels } from './register-kernels.js';

/** The binaries of tfjs-backend-wasm: with SIMD, without, and with threads, which is never loaded. */
export type WasmFile = `tfjs-backend-wasm${'' | '-simd' | '-threaded-simd'}.wasm`;

/** What {@link startWasmBackend} can be told. */
export interface WasmBackendOptions {
  /**
   * Where the `.wasm` files of tfjs-backend-wasm are: a folder or URL that ends in a slash, or the place of each file by its
   * name. Default: in Node.js the installed package, in a browser the folder of the running script.
   */
  wasmPaths?: string | Readonly<Record<WasmFile, string>>;
  /**
   * Whether 3×3 convolutions with stride 1 use Winograd's algorithm: about twice as fast, with rounding errors about ten
   * times as large (1e-5 for data of unit scale). Default: true.
   */
  winograd?: boolean;
}

/** Facts about the running backend. */
export interface WasmBackendInfo {
  /** Version of tfjs-backend-wasm. */
  version: string;
  /** Whether the SIMD binary runs; without it everything takes several times as long. */
  simd: boolean;
}

/**
 * Makes WebAssembly the current TensorFlow.js backend, with the kernels that training needs, in Node.js and in browsers.
 * It may be called again.
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
export async function startWasmBackend({
  wasmPaths = wasmFolder(),
  winograd = true,
}: WasmBackendOptions = {}): Promise<WasmBackendInfo> {
  registerTrainingKernels();
  useWinograd(winograd);
  // Our kernels work in the backend's memory. In a page that may share memory the backend would take its threaded build.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  try {
    if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
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
