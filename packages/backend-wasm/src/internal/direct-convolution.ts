import type { ConvolutionShape } from './convolution-shape.js';
import { packedFilterBytes, packFilter, wholeFilter, type FilterPart, type Taps } from './packed-filter.js';
import { scratchLayout } from './scratch-layout.js';
import { trainingExports, withScratch, type WasmBackend } from './training-module.js';

/** Images in memory. */
interface Images {
  address: number;
  height: number;
  width: number;
  channels: number;
}

/** Outputs that meet the same part of a filter, e.g. every second row and column. */
interface OutputClass {
  part: FilterPart;
  rows: PixelClass;
  columns: PixelClass;
}

/** Along one axis: output `first + i · stride` begins to read at `source + i · sourceStride` of the padded image. */
interface PixelClass {
  count: number;
  first: number;
  stride: number;
  source: number;
  sourceStride: number;
}

/** y = x ∗ filter for any filter, stride and padding. Operands are addresses. */
export function directConvolution(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [x, filter, y]: [number, number, number],
): void {
  const { outHeight, outWidth, strideHeight, strideWidth } = shape;
  const everyPixel = (count: number, sourceStride: number): PixelClass => ({
    count,
    first: 0,
    stride: 1,
    source: 0,
    sourceStride,
  });
  convolve(backend, shape, filter, {
    input: { address: x, height: shape.height, width: shape.width, channels: shape.channels },
    output: { address: y, height: outHeight, width: outWidth, channels: shape.outChannels },
    pads: [shape.padTop, shape.padLeft],
    classes: [
      {
        part: wholeFilter(shape, false),
        rows: everyPixel(outHeight, strideHeight),
        columns: everyPixel(outWidth, strideWidth),
      },
    ],
  });
}

/**
 * The gradient `dx` of its input. With stride s the rows of the input fall into s classes, each of which meets every s-th
 * row of the filter only; so each class of pixels is a convolution of `dy` by itself, and nothing is multiplied by zero.
 */
export function directInputGradient(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [dy, filter, dx]: [number, number, number],
): void {
  const vertical = parityClasses(shape.height, shape.filterHeight, shape.strideHeight, shape.padTop);
  const horizontal = parityClasses(shape.width, shape.filterWidth, shape.strideWidth, shape.padLeft);
  const classes = vertical.classes.flatMap(([rowTaps, rows]) =>
    horizontal.classes.map(([columnTaps, columns]): OutputClass => ({
      part: { rows: rowTaps, columns: columnTaps, reversed: true },
      rows,
      columns,
    })),
  );
  if (vertical.incomplete || horizontal.incomplete) {
    const bytes = shape.batch * shape.height * shape.width * shape.channels * 4;
    backend.wasm.HEAPU8.fill(0, dx, dx + bytes);
  }
  if (classes.length === 0) return;
  convolve(backend, shape, filter, {
    input: { address: dy, height: shape.outHeight, width: shape.outWidth, channels: shape.outChannels },
    output: { address: dx, height: shape.height, width: shape.width, channels: shape.channels },
    pads: [vertical.pad, horizontal.pad],
    classes,
  });
}

/**
 * The classes of one axis of the input: class r holds the positions i with (i + pad) mod stride = r, which meet the taps
 * r, r + stride, … of the filter.
 */
function parityClasses(size: number, filterSize: number, stride: number, pad: number) {
  const classes: [Taps, PixelClass][] = [];
  let incomplete = false;
  for (let r = 0; r < stride; r++) {
    const first = (((r - pad) % stride) + stride) % stride;
    const count = Math.ceil((size - first) / stride);
    if (count <= 0) continue;
    const taps = Math.ceil((filterSize - r) / stride);
    if (taps <= 0) {
      incomplete = true;
      continue;
    }
    const source = (first + pad - r) / stride - (taps - 1);
    classes.push([
      { first: r, stride, taps },
      { count, first, stride, source, sourceStride: 1 },
    ]);
  }
  const padding = Math.max(0, ...classes.map(([, { source }]) => -source));
  for (const [, pixels] of classes) pixels.source += padding;
  return { classes, pad: padding, incomplete };
}

interface Convolution {
  input: Images;
  output: Images;
  /** Rows and columns of zeros before the input; negative where it is cut. */
  pads: [number, number];
  classes: OutputClass[];
}

function convolve(
  backend: WasmBackend,
  shape: ConvolutionShape,
  filter: number,
  { input, output, pads, classes }: Convolution,
): void {
  const kernels = trainingExports(backend);
  const reach = ({ count, source, sourceStride }: PixelClass, taps: Taps) =>
    source + (count - 1) * sourceStride + taps.taps;
  const paddedHeight = Math.max(...classes.map(({ rows, part }) => reach(rows, part.rows)));
  const paddedWidth = Math.max(...classes.map(({ columns, part }) => reach(columns, part.columns)));
  const inside = pads[0] === 0 && pads[1] === 0 && paddedHeight <= input.height && paddedWidth <= input.width;
  const [imageHeight, imageWidth] = inside ? [input.height, input.width] : [paddedHeight, paddedWidth];
  const pixel = input.channels * 4;
  const row = imageWidth * pixel;
  const imageBytes = imageHeight * row;
  const outPixel = output.channels * 4;
  const outRow = output.width * outPixel;

  const { offsets, bytes } = scratchLayout({
    image: inside ? 0 : imageBytes,
    ...Object.fromEntries(
      classes.flatMap(({ part, rows, columns }, i) => [
        [`panels${i}`, packedFilterBytes(shape, part)],
        [`pixels${i}`, paddedCount(rows.count * columns.count) * 8],
      ]),
    ),
  } as Record<string, number>);
  withScratch(backend, bytes, (scratch) => {
    const padded = scratch + offsets.image;
    if (!inside) backend.wasm.HEAPU8.fill(0, padded, padded + imageBytes);
    const passes = classes.map(({ part, rows, columns }, i) => {
      const panels = scratch + offsets[`panels${i}`];
      const pixels = scratch + offsets[`pixels${i}`];
      packFilter(kernels, filter, panels, shape, part);
      kernels.listPixels(
        pixels,
        rows.count,
        columns.count,
        rows.source * row + columns.source * pixel,
        rows.sourceStride * row,
        columns.sourceStride * pixel,
        rows.first * outRow + columns.first * outPixel,
        rows.stride * outRow,
        columns.stride * outPixel,
      );
      const count = paddedCount(rows.count * columns.count);
      return { pixels, count, panels, runs: part.rows.taps, runBytes: part.columns.taps * pixel };
    });
    for (let n = 0; n < shape.batch; n++) {
      const source = input.address + n * input.height * input.width * pixel;
      if (!inside) {
        kernels.copyImage(
          source,
          input.height,
          input.width,
          input.channels,
          padded,
          imageHeight,
          imageWidth,
          input.channels,
          ...pads,
        );
      }
      const image = inside ? source : padded;
      const target = output.address + n * output.height * outRow;
      for (const { pixels, count, panels, runs, runBytes } of passes) {
        kernels.convolvePixels(image, target, pixels, count, panels, runs, runBytes, row, output.channels);
      }
    }
  });
}

/** Pixels are worked on four at a time. */
const paddedCount = (count: number): number => Math.ceil(count / 4) * 4;

/** The gradient of its filter. */
export function directFilterGradient(
  backend: WasmBackend,
  shape: ConvolutionShape,
  [x, dy, filterGradient]: [number, number, number],
): void {
  const { batch, height, width, channels, filterHeight, filterWidth, outHeight, outWidth, outChannels } =
    shape;
  const { strideHeight, strideWidth, padTop, padLeft } = shape;
  const kernels = trainingExports(backend);
  const paddedHeight = (outHeight - 1) * strideHeight + filterHeight;
  const paddedWidth = (outWidth - 1) * strideWidth + filterWidth;
  const run = filterWidth * channels;
  const [paddedRun, paddedOut] = [Math.ceil(run / 4) * 4, Math.ceil(outChannels / 8) * 8];
  const inside =
    padTop === 0 && padLeft === 0 && paddedHeight <= height && paddedWidth <= width && run === paddedRun;
  const [imageHeight, imageWidth] = inside ? [height, width] : [paddedHeight, paddedWidth];
  const row = imageWidth * channels * 4;
  const dyBytes = outHeight * outWidth * paddedOut * 4;
  const { offsets, bytes } = scratchLayout({
    // Runs that are filled up reach beyond the last pixel.
    image: inside ? 0 : imageHeight * row + 16,
    dy: outChannels === paddedOut ? 0 : dyBytes,
    sums: filterHeight * paddedRun * paddedOut * 4,
  });
  withScratch(backend, bytes, (scratch) => {
    backend.wasm.HEAPU8.fill(0, scratch, scratch + bytes);
    const sums = scratch + offsets.sums;
    for (let n = 0; n < batch; n++) {
      let image = x + n * height * width * channels * 4;
      if (!inside) {
        const padded = scratch + offsets.image;
        kernels.copyImage(
          image,
          height,
          width,
          channels,
          padded,
          imageHeight,
          imageWidth,
          channels,
          padTop,
          padLeft,
        );
        image = padded;
      }
      let gradient = dy + n * outHeight * outWidth * outChannels * 4;
      if (outChannels !== paddedOut) {
        const padded = scratch + offsets.dy;
        kernels.copyImage(
          gradient,
          outHeight,
          outWidth,
          outChannels,
          padded,
          outHeight,
          outWidth,
          paddedOut,
          0,
          0,
        );
        gradient = padded;
      }
      kernels.addFilterGradient(
        image,
        gradient,
        sums,
        filterHeight,
        paddedRun,
        row,
        outHeight,
        outWidth,
        strideHeight * row,
        strideWidth * channels * 4,
        paddedOut,
      );
    }
    kernels.copyImage(
      sums,
      filterHeight,
      paddedRun,
      paddedOut,
      filterGradient,
      filterHeight,
      run,
      outChannels,
      0,
      0,
    );
  });
}
