import type { ConvolutionShape } from './convolution-shape.js';
import { packedFilterBytes, packFilter, wholeFilter } from './packed-filter.js';
import { scratchLayout } from './scratch-layout.js';
import { trainingExports, withScratch, type WasmBackend } from './training-module.js';

let enabled = true;

/** Whether convolutions may use Winograd's algorithm. */
export function useWinograd(use: boolean): void {
  enabled = use;
}

/**
 * Whether the algorithm applies and pays: 3×3 with stride 1, channels in vectors of 4, and tiles of 4×4 pixels that
 * cover the `outputs` without computing most values for nothing.
 */
export function suitsWinograd(shape: ConvolutionShape, [rows, columns]: [number, number]): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, channels, outChannels } = shape;
  const covered = 16 * Math.ceil(rows / 4) * Math.ceil(columns / 4);
  return (
    enabled &&
    filterHeight === 3 &&
    filterWidth === 3 &&
    strideHeight === 1 &&
    strideWidth === 1 &&
    channels % 4 === 0 &&
    outChannels % 4 === 0 &&
    Math.min(channels, outChannels) >= 8 &&
    covered <= 2 * rows * columns
  );
}

/** y = x ∗ filter. Operands are addresses. */
export function winogradConvolution(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [x, filter, y]: [number, number, number],
): void {
  const { batch, height, width, channels, outHeight, outWidth, outChannels, padTop, padLeft } = shape;
  convolve(backend, shape, [x, filter, y], {
    input: [batch, height, width, channels],
    output: [outHeight, outWidth, outChannels],
    pads: [padTop, padLeft],
    reversed: false,
  });
}

/** The gradient `dx` of its input: the convolution of `dy` with the reversed filter. */
export function winogradInputGradient(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [dy, filter, dx]: [number, number, number],
): void {
  const { batch, height, width, channels, outHeight, outWidth, outChannels, padTop, padLeft } = shape;
  convolve(backend, shape, [dy, filter, dx], {
    input: [batch, outHeight, outWidth, outChannels],
    output: [height, width, channels],
    pads: [2 - padTop, 2 - padLeft],
    reversed: true,
  });
}

interface Direction {
  input: [number, number, number, number];
  output: [number, number, number];
  pads: [number, number];
  reversed: boolean;
}

function convolve(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [input, filter, output]: [number, number, number],
  direction: Direction,
): void {
  const kernels = trainingExports(backend);
  const part = wholeFilter(shape, direction.reversed);
  const [batch, , width, channels] = direction.input;
  const [outHeight, outWidth, outChannels] = direction.output;
  const { offsets, bytes } = scratchLayout({
    panels: packedFilterBytes(shape, part),
    tiles: kernels.winogradScratch(batch, width, channels, outHeight, outWidth, outChannels),
  });
  withScratch(backend, bytes, (scratch) => {
    const panels = scratch + offsets.panels;
    packFilter(kernels, filter, panels, shape, part);
    kernels.winogradConvolution(
      input,
      panels,
      output,
      ...direction.input,
      ...direction.output,
      ...direction.pads,
      scratch + offsets.tiles,
    );
  });
}

/** The gradient of its filter. */
export function winogradFilterGradient(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [x, dy, filterGradient]: [number, number, number],
): void {
  const { batch, height, width, channels, outHeight, outWidth, outChannels, padTop, padLeft } = shape;
  const kernels = trainingExports(backend);
  const bytes = kernels.winogradScratch(batch, width, channels, outHeight, outWidth, outChannels);
  withScratch(backend, bytes, (scratch) => {
    kernels.winogradFilterGradient(
      x,
      dy,
      filterGradient,
      batch,
      height,
      width,
      channels,
      outHeight,
      outWidth,
      outChannels,
      padTop,
      padLeft,
      scratch,
    );
  });
}
