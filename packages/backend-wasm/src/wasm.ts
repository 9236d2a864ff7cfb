import { z } from '@augmix/core';
import { defineBackend } from '@augmix/core/tensor';

const options = z.strictObject({
  winograd: z
    .boolean()
    .default(true)
    .describe(
      '3×3 convolutions by Winograd’s algorithm: twice as fast, with rounding errors about ten times as large.',
    ),
});

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
    return ({ winograd }) => ({
      replicable: true,
      async start() {
        await startWasmBackend({ winograd });
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
