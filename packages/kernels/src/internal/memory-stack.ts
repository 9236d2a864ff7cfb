import type { LinearMemory } from './webassembly.js';

const pageBytes = 65536;
/** Bytes behind every block that kernels may read and overwrite, as they work on whole vectors. */
const slack = 64;
const alignment = 16;

/** The memory of a module, and a stack in it for images and scratch. */
export abstract class MemoryStack {
  /** The memory as bytes. Like all views it is replaced when memory grows, so read it anew after {@link allocate}. */
  bytes!: Uint8Array;
  /** The memory as 32-bit words. */
  words!: Uint32Array;
  readonly #memory: LinearMemory;
  #top: number;

  /**
   * @param start where the stack begins, after the module's tables. Subclasses make their own views by
   * {@link renewViews} when they are constructed: their fields do not exist before.
   */
  protected constructor(memory: LinearMemory, start: number) {
    this.#memory = memory;
    this.#top = start;
  }

  /** Takes memory from the top of the stack, aligned to 16 bytes, with room behind it for the kernels' overruns. */
  allocate(length: number): number {
    const address = this.#top;
    this.#top = (address + length + slack + alignment - 1) & -alignment;
    const missing = this.#top - this.bytes.length;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / pageBytes));
      this.renewViews();
    }
    return address;
  }

  /** Gives back all memory that was taken since this address, and with it. */
  release(address: number): void {
    this.#top = address;
  }

  /** Makes views of the memory as it is now. */
  protected renewViews(): ArrayBuffer {
    const { buffer } = this.#memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    return buffer;
  }
}
