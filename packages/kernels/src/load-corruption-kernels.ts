import { CorruptionKernels } from './corruption-kernels.js';
import type { CorruptionExports } from './internal/corruption-exports.js';
import { moduleText } from './internal/corruptions-module.generated.js';
import { Loader } from './internal/loader.js';

const loader = new Loader({
  text: moduleText,
  imports: { functions: { exp: Math.exp, log: Math.log } },
  make: (exports) => new CorruptionKernels(exports as CorruptionExports),
});

/**
 * The corruptions' kernels of this thread, loaded on the first call; undefined where the engine lacks WebAssembly or its
 * SIMD, where a content security policy forbids it, or where {@link allowCorruptionKernels} turned them off. Then the
 * TypeScript forms do it.
 *
 * A browser that refuses to compile a module at once on its main thread compiles it in the background: calls give
 * undefined until it is there, see {@link prepareCorruptionKernels}.
 *
 * @example
 * ```ts
 * import { corruptionKernels } from '@augmix/kernels/corruptions';
 * corruptionKernels() === corruptionKernels(); // => true
 * ```
 */
export function corruptionKernels(): CorruptionKernels | undefined {
  return loader.get();
}

/**
 * Resolves when {@link corruptionKernels} has its final answer: true if there are kernels. Only needed before measuring
 * on a browser's main thread; anywhere else the first use loads them.
 *
 * @example
 * ```ts
 * import { prepareCorruptionKernels } from '@augmix/kernels/corruptions';
 * await prepareCorruptionKernels(); // => true
 * ```
 */
export function prepareCorruptionKernels(): Promise<boolean> {
  return loader.prepare();
}

/**
 * Turns the corruptions' kernels of this thread off, or on again. Off, everything runs in its TypeScript form, with the
 * same results.
 *
 * @example
 * ```ts
 * import { allowCorruptionKernels, corruptionKernels } from '@augmix/kernels/corruptions';
 * allowCorruptionKernels(false);
 * corruptionKernels(); // => undefined
 * allowCorruptionKernels(true);
 * ```
 */
export function allowCorruptionKernels(allowed: boolean): void {
  loader.isAllowed = allowed;
}
