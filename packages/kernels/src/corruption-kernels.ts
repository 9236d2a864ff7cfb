import type { Size } from '@augmix/core';
import type { CorruptionExports } from './internal/corruption-exports.js';

/** Where the heap begins: after the tables of assembly-corruptions/memory.ts. */
const heapStart = 0x220000;
const pageBytes = 65536;
/** Bytes behind every block that kernels may read and overwrite, as they work on whole vectors. */
const slack = 64;
const alignment = 16;
/** Some kernels need 32 bytes per value. */
const mostValues = 2 ** 23;
const mostChannels = 4;

/** The kernels themselves, on addresses; assembly-corruptions/ says what each takes. */
export type CorruptionFunctions = Omit<CorruptionExports, 'memory'>;

/**
 * The corruptions' WebAssembly module of this thread: its functions, its memory, and a stack in that memory for what they
 * work on. Made by {@link corruptionKernels}.
 *
 * @example
 * ```ts
 * import { corruptionKernels } from '@augmix/kernels/corruptions';
 * const kernels = corruptionKernels()!;
 * const source = kernels.allocate(3);
 * const target = kernels.allocate(3);
 * kernels.bytes.set([0, 100, 200], source);
 * kernels.run.contrast(source, target, 3, 1, 0.5);
 * const result = [...kernels.bytes.subarray(target, target + 3)];
 * kernels.release(source);
 * result; // => [50, 100, 150]
 * ```
 */
export class CorruptionKernels {
  readonly run: CorruptionFunctions;
  /** The memory as bytes. Like all views it is replaced when memory grows, so read it anew after {@link allocate}. */
  bytes!: Uint8Array;
  /** The memory as 32-bit words. */
  words!: Uint32Array;
  /** The memory as 32-bit floats. */
  singles!: Float32Array;
  /** The memory as 64-bit floats. */
  doubles!: Float64Array;
  readonly #exports: CorruptionExports;
  #top = heapStart;

  constructor(exports: CorruptionExports) {
    this.#exports = exports;
    this.run = exports;
    this.#renewViews();
  }

  /** Whether kernels take an image of this shape: at most 4 channels and 2²³ values. */
  accepts({ width, height, channels }: Size & { channels: number }): boolean {
    return channels <= mostChannels && width * height * channels <= mostValues;
  }

  /** Takes memory from the top of the stack, aligned to 16 bytes, with room behind it for the kernels' overruns. */
  allocate(length: number): number {
    const address = this.#top;
    this.#top = (address + length + slack + alignment - 1) & -alignment;
    const missing = this.#top - this.bytes.length;
    if (missing > 0) {
      this.#exports.memory.grow(Math.ceil(missing / pageBytes));
      this.#renewViews();
    }
    return address;
  }

  /** Gives back all memory that was taken since this address, and with it. */
  release(address: number): void {
    this.#top = address;
  }

  #renewViews(): void {
    const { buffer } = this.#exports.memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.singles = new Float32Array(buffer);
    this.doubles = new Float64Array(buffer);
  }
}
