import { Loader } from './internal/loader.js';
import type { ModuleExports } from './internal/module-exports.js';
import { moduleText } from './internal/module.generated.js';
import { Kernels } from './kernels.js';

const loader = new Loader({
  text: moduleText,
  make: (exports) => new Kernels(exports as ModuleExports),
});

/**
 * The kernels of this thread, loaded on the first call; undefined where the engine lacks WebAssembly or its SIMD, where a
 * content security policy forbids it, or where {@link allowKernels} turned them off. Then the TypeScript forms do it.
 *
 * The module is compiled at once, which takes about a millisecond. A browser that refuses this on its main thread
 * compiles it in the background: calls give undefined until it is there, see {@link prepareKernels}.
 *
 * @example
 * ```ts
 * import { kernels } from '@augmix/kernels';
 * kernels() === kernels(); // => true
 * ```
 */
export function kernels(): Kernels | undefined {
  return loader.get();
}

/**
 * Resolves when {@link kernels} has its final answer: true if there are kernels. Only needed before measuring on a
 * browser's main thread; anywhere else the first use loads them.
 *
 * @example
 * ```ts
 * import { prepareKernels } from '@augmix/kernels';
 * await prepareKernels(); // => true
 * ```
 */
export function prepareKernels(): Promise<boolean> {
  return loader.prepare();
}

/**
 * Turns the kernels of this thread off, or on again. Off, everything runs in its TypeScript form, with the same results:
 * to compare the two, or to rule one out when looking for an error.
 *
 * @example
 * ```ts
 * import { allowKernels, kernels } from '@augmix/kernels';
 * allowKernels(false);
 * kernels(); // => undefined
 * allowKernels(true);
 * ```
 */
export function allowKernels(allowed: boolean): void {
  loader.isAllowed = allowed;
}
