import type { Image } from '@augmix/core';
import { boxTaps } from '../box-resize.js';
import { onKernels, place } from './on-kernels.js';
import { recent } from './recent.js';

/** Per output position the start in units of `step` bytes, the count and the weight, as the kernels read them. */
function tapTable(inputSize: number, outputSize: number, step: number): Int32Array {
  const { starts, counts, weights } = boxTaps(inputSize, outputSize);
  const table = new Int32Array(3 * outputSize);
  for (let position = 0; position < outputSize; position++) {
    table.set([step * starts[position], counts[position], weights[position]], 3 * position);
  }
  return table;
}

const tablesFor = recent(
  (width: number, height: number, channels: number, smallWidth: number, smallHeight: number) => ({
    shrinkAcross: tapTable(width, smallWidth, channels),
    shrinkDown: tapTable(height, smallHeight, smallWidth * channels),
    growAcross: tapTable(smallWidth, width, channels),
    growDown: tapTable(smallHeight, height, width * channels),
  }),
);

/** Shrinks and enlarges again; undefined without kernels. */
export const pixelateOnKernels = (image: Image, smallWidth: number, smallHeight: number): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    const { width, height, channels } = image;
    const tables = tablesFor(width, height, channels, smallWidth, smallHeight);
    const { run } = kernels;
    // A pass that keeps the size is none: its taps are single pixels.
    const narrow = kernels.allocate(smallWidth * channels * height);
    const small = kernels.allocate(smallWidth * channels * smallHeight);
    const wide = kernels.allocate(width * channels * smallHeight);
    run.boxAcross(
      source,
      narrow,
      height,
      width * channels,
      smallWidth,
      channels,
      place(kernels, tables.shrinkAcross),
    );
    run.boxDown(narrow, small, smallWidth * channels, smallHeight, place(kernels, tables.shrinkDown));
    run.boxAcross(
      small,
      wide,
      smallHeight,
      smallWidth * channels,
      width,
      channels,
      place(kernels, tables.growAcross),
    );
    run.boxDown(wide, target, width * channels, height, place(kernels, tables.growDown));
  });
