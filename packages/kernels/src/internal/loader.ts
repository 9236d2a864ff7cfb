import { webAssembly, type CompiledModule } from './webassembly.js';

interface ModuleSource<Instance> {
  /** The module in base64. */
  text: string;
  /** What it imports. */
  imports?: object;
  make: (exports: unknown) => Instance;
}

/** Loads a module once per thread, on first use. */
export class Loader<Instance> {
  readonly #source: ModuleSource<Instance>;
  #instance: Instance | undefined;
  #isTried = false;
  #pending: Promise<boolean> | undefined;
  /** Off, there is no instance. */
  isAllowed = true;

  constructor(source: ModuleSource<Instance>) {
    this.#source = source;
  }

  /** The instance, if the engine can make one, and at once. */
  get(): Instance | undefined {
    if (!this.isAllowed) return undefined;
    if (!this.#isTried) {
      this.#isTried = true;
      try {
        this.#instance = this.#instantiate(new (webAssembly()!.Module)(this.#bytes()));
      } catch {
        void this.prepare();
      }
    }
    return this.#instance;
  }

  /** Waits for the answer of {@link get} where it has to be compiled in the background. */
  prepare(): Promise<boolean> {
    if (!this.#isTried) this.get();
    if (this.#instance) return Promise.resolve(true);
    this.#pending ??= this.#compileInBackground();
    return this.#pending;
  }

  async #compileInBackground(): Promise<boolean> {
    try {
      this.#instance = this.#instantiate(await webAssembly()!.compile(this.#bytes()));
      return true;
    } catch {
      return false;
    }
  }

  #instantiate(module: CompiledModule): Instance {
    const { imports, make } = this.#source;
    return make(new (webAssembly()!.Instance)(module, imports).exports);
  }

  #bytes(): Uint8Array {
    return Uint8Array.from(atob(this.#source.text), (character) => character.charCodeAt(0));
  }
}
