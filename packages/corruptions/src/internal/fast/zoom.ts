import type { Image } from '@augmix/core';
import { zoomAxis } from '../zoom.js';
import { hasRoomForPixels, onKernels, place } from './on-kernels.js';
import { recent } from './recent.js';

/** Zooms have tables of their own. */
const mostZooms = 64;

/** Per position the places of two samples, in units of `step` bytes, and the share of the second. */
export function axisTable(length: number, factor: number, step: number): Float64Array {
  const { first, second, share } = zoomAxis(length, factor);
  const table = new Float64Array(2 * length);
  const words = new Int32Array(table.buffer);
  for (let position = 0; position < length; position++) {
    words[4 * position] = step * first[position];
    words[4 * position + 1] = step * second[position];
    table[2 * position + 1] = share[position];
  }
  return table;
}

const tablesFor = recent((width: number, height: number, difference: number, count: number) =>
  Array.from({ length: count }, (_, zoom) => ({
    rows: axisTable(height, 1 + zoom * difference, 32 * width),
    columns: axisTable(width, 1 + zoom * difference, 32),
  })),
);

/** `zoom_blur`; undefined without kernels. */
export function zoomBlurOnKernels(image: Image, difference: number, count: number): Image | undefined {
  if (count > mostZooms || !hasRoomForPixels(image)) return undefined;
  return onKernels(image, (kernels, source, target) => {
    const { width, height, channels } = image;
    const size = width * height;
    const pixels = kernels.allocate(32 * size);
    const sums = kernels.allocate(16 * size);
    const scratch = kernels.allocate(64 * width);
    kernels.run.zoomStart(source, pixels, sums, size, channels);
    for (const { rows, columns } of tablesFor(width, height, difference, count)) {
      const at = place(kernels, rows);
      kernels.run.zoomAdd(pixels, sums, width, height, at, place(kernels, columns), scratch);
      kernels.release(at);
    }
    kernels.run.zoomEnd(pixels, sums, target, size, channels, count + 1);
  });
}
