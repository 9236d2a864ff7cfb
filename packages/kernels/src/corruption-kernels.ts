import type { Size } from '@augmix/core';
import type { CorruptionExports } from './internal/corruption-exports.js';
import { MemoryStack } from './internal/memory-stack.js';

/** Where the heap begins: after the tables of assembly-corruptions/memory.ts. */
const heapStart = 0x220000;
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
export class CorruptionKernels extends MemoryStack {
  readonly run: CorruptionFunctions;
  /** The memory as 32-bit floats. */
  singles!: Float32Array;
  /** The memory as 64-bit floats. */
  doubles!: Float64Array;

  constructor(exports: CorruptionExports) {
    super(exports.memory, heapStart);
    this.run = exports;
    this.renewViews();
  }

  /** Whether kernels take an image of this shape: at most 4 channels and 2²³ values. */
  accepts({ width, height, channels }: Size & { channels: number }): boolean {
    return channels <= mostChannels && width * height * channels <= mostValues;
  }

  protected override renewViews(): ArrayBuffer {
    const buffer = super.renewViews();
    this.singles = new Float32Array(buffer);
    this.doubles = new Float64Array(buffer);
    return buffer;
  }
}
