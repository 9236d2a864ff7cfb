import type { Image, Size } from '@augmix/core';
import { MemoryStack } from './internal/memory-stack.js';
import type { ModuleExports } from './internal/module-exports.js';
import { opKernels } from './op-kernels.js';
import type { PlacedTaps } from './resample-image.js';

/** Where the heap begins and the parameters lie: see assembly/memory.ts. */
const heapStart = 0x30000;
const parametersAt = 0x400;
const parameterCount = 8;

/** Rows are addressed with 16 bits, and a frame of two pixels is added to them. */
const largestRow = 32_000;
const largestImage = 2 ** 26;
const mostChannels = 4;

/**
 * Width, height and channel count of an image; an image is one.
 *
 * @example
 * ```ts
 * import { kernels, type ImageShape } from '@augmix/kernels';
 * const wide: ImageShape = { width: 20_000, height: 1, channels: 3 };
 * kernels()!.accepts(wide); // => false
 * ```
 */
export interface ImageShape extends Size {
  channels: number;
}

/**
 * The WebAssembly module's one instance of this thread: its memory, and kernels to run in it. Images and scratch lie on a
 * stack in that memory. Made by {@link kernels}.
 *
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { kernels, opKernels } from '@augmix/kernels';
 * const fast = kernels()!;
 * const image = createImage(2, 1, 1, Uint8Array.of(7, 200));
 * const result = createImage(2, 1, 1);
 * fast.parameters[0] = 128;
 * fast.apply(opKernels.solarize, image, result);
 * [...result.data]; // => [7, 55]
 * ```
 */
export class Kernels extends MemoryStack {
  /** Eight numbers: what the next kernel reads. */
  parameters!: Float64Array;
  /** The memory as 32-bit floats. */
  floats!: Float32Array;
  readonly #exports: ModuleExports;

  constructor(exports: ModuleExports) {
    super(exports.memory, heapStart);
    this.#exports = exports;
    this.renewViews();
  }

  /** Whether kernels take an image of this shape: at most 4 channels, 32 000 bytes a row and 2²⁶ in all. */
  accepts({ width, height, channels }: ImageShape): boolean {
    const row = width * channels;
    return channels <= mostChannels && row <= largestRow && row * height <= largestImage;
  }

  /** Takes scratch memory for any kernel on images of this shape. */
  allocateScratch({ width, height, channels }: ImageShape): number {
    const row = (width + 2) * channels;
    return this.allocate(row * (height + 2) + 8 * row + 512);
  }

  /**
   * Runs a kernel on images in the module's memory, with its {@link parameters} set. Source and target must not overlap.
   *
   * @param kernel one of {@link opKernels}, other than `none`
   */
  run(kernel: number, source: number, target: number, shape: ImageShape, scratch: number): void {
    this.#exports.run(kernel, source, target, shape.width, shape.height, shape.channels, scratch);
  }

  /** Runs a kernel on an image outside the module's memory, which is copied in and out. */
  apply(kernel: number, image: Image, target: Image): void {
    if (kernel === opKernels.none) {
      target.data.set(image.data);
      return;
    }
    const { length } = image.data;
    const source = this.allocate(length);
    const result = this.allocate(length);
    const scratch = this.allocateScratch(image);
    this.bytes.set(image.data, source);
    this.run(kernel, source, result, image, scratch);
    target.data.set(this.bytes.subarray(result, result + length));
    this.release(source);
  }

  /** {@link mixChains} in the module's memory; `count` chains lie in its table. */
  mix(
    out: number,
    clean: number,
    offset: number,
    length: number,
    count: number,
    cleanWeight: number,
    mixWeight: number,
    isDivided: boolean,
  ): void {
    this.#exports.mix(out, clean, offset, length, count, cleanWeight, mixWeight, isDivided ? 1 : 0);
  }

  /** One direction of {@link resampleImage} in the module's memory: rows of pixels. */
  resampleAcross(
    source: number,
    sourceRow: number,
    rows: number,
    target: number,
    targetRow: number,
    channels: number,
    { starts, counts, weights, stride, positions }: PlacedTaps,
  ): void {
    this.#exports.resampleAcross(
      source,
      sourceRow,
      rows,
      target,
      targetRow,
      channels,
      starts,
      counts,
      weights,
      stride,
      positions,
    );
  }

  /** The other direction: columns of `length` bytes. */
  resampleDown(
    source: number,
    sourceRow: number,
    length: number,
    target: number,
    { starts, counts, weights, stride, positions }: PlacedTaps,
  ): void {
    this.#exports.resampleDown(source, sourceRow, length, target, starts, counts, weights, stride, positions);
  }

  /**
   * How many pixels the geometric kernels have computed one by one so far, because no vector could be trusted with them:
   * those at the borders of a rotated image, and values too close to a whole number.
   */
  exactPixels(): number {
    return this.#exports.exactPixels() >>> 0;
  }

  protected override renewViews(): ArrayBuffer {
    const buffer = super.renewViews();
    this.floats = new Float32Array(buffer);
    this.parameters = new Float64Array(buffer, parametersAt, parameterCount);
    return buffer;
  }
}
