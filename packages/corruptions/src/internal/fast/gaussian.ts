import type { Image } from '@augmix/core';
import { corruptionKernels, type CorruptionKernels } from '@augmix/kernels/corruptions';
import { gaussianTaps, outside, type Border, type Shape } from '../gaussian.js';
import { onKernels, place } from './on-kernels.js';
import { recent } from './recent.js';

/** What assembly-corruptions/gaussian.ts makes of a row of sums. */
const output = { doubles: 0, singles: 1 } as const;
/** Places of rows are a table, which may not be much larger than the image. */
const mostPlaces = 2 ** 22;

interface Tables {
  /** The middle weight, then those of the pairs from the farthest to the nearest. */
  taps: Float64Array;
  radius: number;
  /** Per row and pair, the two rows that it adds, in bytes. */
  rows: Int32Array;
  /** Per value left and right of a row, the one that is there, in bytes. */
  edges: Int32Array;
}

const tablesFor = recent(
  (
    width: number,
    height: number,
    channels: number,
    sigma: number,
    truncate: number,
    border: Border,
  ): Tables => {
    const half = gaussianTaps(sigma, truncate);
    const radius = half.length - 1;
    const taps = Float64Array.of(half[0], ...half.subarray(1).reverse());
    const rowBytes = 8 * width * channels;
    const rows = new Int32Array(2 * radius * height);
    for (let y = 0, at = 0; y < height; y++) {
      for (let distance = radius; distance > 0; distance--) {
        rows[at++] = rowBytes * outside(y - distance, height, border);
        rows[at++] = rowBytes * outside(y + distance, height, border);
      }
    }
    const edges = new Int32Array(2 * radius * channels);
    for (let index = 0; index < edges.length; index++) {
      const pixel = Math.floor(index / channels);
      const x = pixel < radius ? pixel - radius : pixel - radius + width;
      edges[index] = 8 * (channels * outside(x, width, border) + (index % channels));
    }
    return { taps, radius, rows, edges };
  },
);

/** Whether the tables of a filter have a bearable size. */
export const isFilterSmall = (height: number, sigma: number, truncate: number): boolean =>
  height * (truncate * sigma + 1) <= mostPlaces;

/** Filters doubles in the kernels' memory; `source` is left as it is. */
export function filterDoubles(
  kernels: CorruptionKernels,
  source: number,
  target: number,
  { width, height, channels }: Shape,
  sigma: number,
  kind: keyof typeof output,
  truncate = 4,
  border: Border = 'nearest',
): void {
  const tables = tablesFor(width, height, channels, sigma, truncate, border);
  const { radius } = tables;
  const row = width * channels;
  const taps = place(kernels, tables.taps);
  const rows = place(kernels, tables.rows);
  const edges = place(kernels, tables.edges);
  const scratch = kernels.allocate(8 * (row + 2 * radius * channels));
  kernels.run.gaussian(
    source,
    target,
    row,
    height,
    channels,
    radius,
    taps,
    rows,
    edges,
    scratch,
    output[kind],
  );
  kernels.release(taps);
}

/** The image at `source` blurred to `target`, which is another place. */
export function blurLevels(
  kernels: CorruptionKernels,
  source: number,
  target: number,
  { width, height, channels }: Image,
  sigma: number,
): void {
  // A sigma of (nearly) 0 leaves a single weight of 1.
  const tables = tablesFor(width, height, channels, sigma > 1e-15 ? sigma : 1e-9, 4, 'nearest');
  const { radius } = tables;
  const row = width * channels;
  const length = row * height;
  const taps = place(kernels, tables.taps);
  kernels.run.gaussianLevels(
    source,
    target,
    row,
    height,
    channels,
    radius,
    taps,
    place(kernels, new Float32Array(tables.taps)),
    place(kernels, tables.rows),
    place(kernels, tables.edges),
    // Along both axes each of `radius` sums, a weight, a pair and a product is off by at most 2⁻²⁴ of levels below 256.
    (2 * radius + 8) * 2 ** -16,
    kernels.allocate(16 * (row + 2 * radius * channels) + 64),
    kernels.allocate(8 * length),
    kernels.allocate(4 * length),
  );
  kernels.release(taps);
}

/** `gaussian_blur`; undefined without kernels. */
export function gaussianBlurOnKernels(image: Image, sigma: number): Image | undefined {
  if (!isFilterSmall(image.height, sigma, 4)) return undefined;
  return onKernels(image, (kernels, source, target) => blurLevels(kernels, source, target, image, sigma));
}

/** `gaussianFilter` in place; false without kernels. */
export function gaussianFilterOnKernels(
  values: Float64Array | Float32Array,
  shape: Shape,
  sigma: number,
  truncate: number,
  border: Border,
): boolean {
  const kernels = corruptionKernels();
  if (!kernels?.accepts(shape) || !isFilterSmall(shape.height, sigma, truncate)) return false;
  const source = kernels.allocate(8 * values.length);
  try {
    const target = kernels.allocate(8 * values.length);
    kernels.doubles.set(values, source >> 3);
    const isSingle = values instanceof Float32Array;
    filterDoubles(kernels, source, target, shape, sigma, isSingle ? 'singles' : 'doubles', truncate, border);
    const [from, results] = isSingle ? [target >> 2, kernels.singles] : [target >> 3, kernels.doubles];
    values.set(results.subarray(from, from + values.length));
  } finally {
    kernels.release(source);
  }
  return true;
}
