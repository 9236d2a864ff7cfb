import type { ConvolutionShape } from './convolution-shape.js';
import type { TrainingExports } from './training-module.js';

/** Every `stride`-th row (or column) of a filter, `taps` of them, beginning with `first`. */
export interface Taps {
  first: number;
  stride: number;
  taps: number;
}

/** Which part of a filter to pack, and in which direction the convolution goes. */
export interface FilterPart {
  rows: Taps;
  columns: Taps;
  /** Towards the input: rows and columns run backwards, and the channels of `dy` come in place of those of `x`. */
  reversed: boolean;
}

/** The whole filter. */
export function wholeFilter(shape: ConvolutionShape, reversed: boolean): FilterPart {
  return {
    rows: { first: 0, stride: 1, taps: shape.filterHeight },
    columns: { first: 0, stride: 1, taps: shape.filterWidth },
    reversed,
  };
}

/** Bytes that the packed form takes. */
export function packedFilterBytes(shape: ConvolutionShape, { rows, columns, reversed }: FilterPart): number {
  const [from, to] = reversed ? [shape.outChannels, shape.channels] : [shape.channels, shape.outChannels];
  return Math.ceil(to / 8) * 8 * rows.taps * columns.taps * from * 4;
}

/** Packs it, in panels of 8 channels of the result. */
export function packFilter(
  kernels: TrainingExports,
  filter: number,
  panels: number,
  { channels, outChannels, filterWidth }: ConvolutionShape,
  { rows, columns, reversed }: FilterPart,
): void {
  const columnStep = channels * outChannels;
  const rowStep = filterWidth * columnStep;
  if (!reversed) {
    const start = filter + 4 * (rows.first * rowStep + columns.first * columnStep);
    const steps = [rows.stride * rowStep, columns.stride * columnStep];
    kernels.packFilter(
      start,
      panels,
      rows.taps,
      steps[0],
      columns.taps,
      steps[1],
      channels,
      outChannels,
      outChannels,
      1,
    );
    return;
  }
  const last = ({ first, stride, taps }: Taps) => first + (taps - 1) * stride;
  kernels.packFilter(
    filter + 4 * (last(rows) * rowStep + last(columns) * columnStep),
    panels,
    rows.taps,
    -rows.stride * rowStep,
    columns.taps,
    -columns.stride * columnStep,
    outChannels,
    1,
    channels,
    outChannels,
  );
}
