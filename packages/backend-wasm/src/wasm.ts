import { z } from '@augmix/core';
import { defineBackend } from '@augmix/core/tensor';

const options = z.strictObject({});

/**
 * The embedded default backend: TensorFlow.js on WebAssembly with SIMD, one thread, no installation steps.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { wasm } from '@augmix/backend-wasm/plugins';
 * const backend = await createRegistry().use(wasm).create('backend', { type: 'wasm' });
 * await backend.start();
 * (await backend.describe()).simd; // => 'true'
 * ```
 */
export const wasm = defineBackend({
  name: 'wasm',
  summary: 'TensorFlow.js on WebAssembly with SIMD: installed with the package, one thread per process.',
  options,
  load: async () => {
    const { describeWasmBackend, startWasmBackend } = await import('./start-wasm-backend.js');
    return () => ({
      replicable: true,
      async start() {
        await startWasmBackend();
      },
      async describe() {
        const { version, simd } = await describeWasmBackend();
        return { 'tfjs-backend-wasm': version, simd: String(simd) };
      },
    });
  },
});

declare module '@augmix/core' {
  interface PluginTypes {
    'backend/wasm': z.input<typeof options>;
  }
}
