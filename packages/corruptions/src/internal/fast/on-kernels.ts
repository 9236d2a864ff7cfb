import type { Image } from '@augmix/core';
import { corruptionKernels, type CorruptionKernels } from '@augmix/kernels/corruptions';

type Work = (kernels: CorruptionKernels, source: number, target: number) => void;

/**
 * An image made of another in the kernels' memory; undefined where they are not there or do not take it, and the
 * TypeScript form has to do it.
 *
 * @param work what happens to the image at `source`; the result is to be at `target`, and memory need not be given back
 */
export function onKernels(image: Image, work: Work): Image | undefined {
  const kernels = corruptionKernels();
  if (!kernels?.accepts(image)) return undefined;
  const { length } = image.data;
  const source = kernels.allocate(length);
  try {
    const target = kernels.allocate(length);
    kernels.bytes.set(image.data, source);
    work(kernels, source, target);
    return { ...image, data: kernels.bytes.slice(target, target + length) };
  } finally {
    kernels.release(source);
  }
}

/** Pixels of four numbers each take so much memory that kernels which need them refuse larger images. */
const mostWidePixels = 2 ** 21;

/** Whether there is memory for an image as pixels of four numbers. */
export const hasRoomForPixels = ({ width, height }: Image): boolean => width * height <= mostWidePixels;

/** Copies a table into the kernels' memory and gives its address. */
export function place(
  kernels: CorruptionKernels,
  table: Uint8Array | Int32Array | Float32Array | Float64Array,
): number {
  const address = kernels.allocate(table.byteLength);
  if (table instanceof Float64Array) kernels.doubles.set(table, address >> 3);
  else if (table instanceof Float32Array) kernels.singles.set(table, address >> 2);
  else if (table instanceof Int32Array) kernels.words.set(table, address >> 2);
  else kernels.bytes.set(table, address);
  return address;
}

/** Starts the kernels' words where `new FieldWords(seed)` starts. */
export function seedKernels(kernels: CorruptionKernels, seed: number): void {
  kernels.run.seedWords(...wordsOf(seed));
}

/** The two words of a field's seed. */
export const wordsOf = (seed: number): [low: number, high: number] => [
  seed | 0,
  Math.floor(seed / 0x100000000) | 0,
];
