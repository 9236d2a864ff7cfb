// The part of the WebAssembly API that is used, typed here: the types of Node.js lack it and those of browsers bring in
// the whole DOM.

export type CompiledModule = Record<never, never>;

export interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => CompiledModule;
  Instance: new (module: CompiledModule, imports?: object) => { readonly exports: unknown };
  compile(bytes: Uint8Array): Promise<CompiledModule>;
}

/** Undefined where the engine has no WebAssembly. */
export function webAssembly(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}
