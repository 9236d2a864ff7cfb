import * as tf from '@tensorflow/tfjs-core';
import {
  convolutionShape,
  requireChannelsLast,
  type ConvolutionOptions,
} from '../internal/convolution-shape.js';
import { directInputGradient } from '../internal/direct-convolution.js';
import { crop, spread } from '../internal/spatial.js';
import { addressOf, type WasmBackend } from '../internal/training-module.js';
import { suitsWinograd, winogradInputGradient } from '../internal/winograd.js';

/**
 * The gradient of a 2-D convolution for its input, as a forward convolution.
 *
 * With stride 1 that is `dy` convolved with the spatially reversed, channel-transposed filter. With stride s the rows of
 * the input fall into s classes, each of which meets every s-th row of the filter only; so one stride-1 convolution
 * computes all classes as separate channels, which are then interleaved. That takes s² times fewer multiplications than
 * filling `dy` up with zeros.
 *
 * `dy` is `[N, outH, outW, outC]`, `filter` `[kH, kW, inC, outC]`; the result has shape `inputShape`. Dilation must be 1.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { conv2dBackpropInput, startWasmBackend } from '@augmix/backend-wasm';
 * await startWasmBackend();
 * const dx = conv2dBackpropInput(tf.ones([1, 2, 2, 1]), tf.ones([3, 3, 1, 1]), [1, 4, 4, 1], {
 *   strides: 2,
 *   pad: 'same',
 * });
 * Array.from(dx.dataSync()); // => [1, 1, 2, 1, 1, 1, 2, 1, 2, 2, 4, 2, 1, 1, 2, 1]
 * ```
 */
export function conv2dBackpropInput(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: [number, number, number, number],
  options: ConvolutionOptions,
): tf.Tensor4D {
  const convolution = convolutionShape(inputShape, filter.shape, options);
  const { strideHeight, strideWidth, padTop, padLeft, outHeight, outWidth } = convolution;
  const [, height, width] = inputShape;
  return tf.tidy(() => {
    const rows = Math.ceil(height / strideHeight);
    const columns = Math.ceil(width / strideWidth);
    if (convolution.pointwise) {
      const product = tf.conv2d(dy, tf.transpose(filter, [0, 1, 3, 2]), 1, 'valid');
      return crop(spread(product, strideHeight, strideWidth), height, width);
    }
    const vertical = phases(filter.shape[0], strideHeight, padTop);
    const horizontal = phases(filter.shape[1], strideWidth, padLeft);
    const top = vertical.taps - 1 - vertical.shift;
    const left = horizontal.taps - 1 - horizontal.shift;
    const grouped = padAndConvolve(dy, filterOfPhases(filter, vertical, horizontal), [
      [top, rows - outHeight + vertical.shift],
      [left, columns - outWidth + horizontal.shift],
    ]);
    return crop(interleave(grouped, strideHeight, strideWidth), height, width);
  });
}

/** How one axis of a filter is split into `stride` classes of `taps` rows each. */
interface Phases {
  stride: number;
  taps: number;
  /** Zero rows before and after the filter, so that its length is a multiple of the stride and the padding as well. */
  before: number;
  after: number;
  /** The padding in units of the stride. */
  shift: number;
}

function phases(size: number, stride: number, pad: number): Phases {
  const before = (stride - (pad % stride)) % stride;
  const taps = Math.ceil((size + before) / stride);
  return { stride, taps, before, after: taps * stride - size - before, shift: (pad + before) / stride };
}

/** `[kH, kW, inC, outC]` → `[tapsH, tapsW, outC, strideH · strideW · inC]`, taps reversed. */
function filterOfPhases(filter: tf.Tensor4D, vertical: Phases, horizontal: Phases): tf.Tensor4D {
  const [, , inChannels, outChannels] = filter.shape;
  const padded = tf.pad(filter, [
    [vertical.before, vertical.after],
    [horizontal.before, horizontal.after],
    [0, 0],
    [0, 0],
  ]);
  const { taps, stride } = vertical;
  const split = tf.reshape(padded, [
    taps,
    stride,
    horizontal.taps,
    horizontal.stride,
    inChannels,
    outChannels,
  ]);
  const classes = stride * horizontal.stride * inChannels;
  const grouped = tf.reshape(tf.transpose(split, [0, 2, 5, 1, 3, 4]), [
    taps,
    horizontal.taps,
    outChannels,
    classes,
  ]);
  return tf.reverse(grouped as tf.Tensor4D, [0, 1]);
}

/** A stride-1 convolution whose explicit padding may be negative, where rows of `x` reach no output. */
function padAndConvolve(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  pads: [[number, number], [number, number]],
): tf.Tensor4D {
  const positive = pads.map((pair) => pair.map((p) => Math.max(0, p))) as [
    [number, number],
    [number, number],
  ];
  const cut = pads.map((pair) => pair.map((p) => Math.max(0, -p)));
  const kept = crop(
    x,
    x.shape[1] - cut[0][0] - cut[0][1],
    x.shape[2] - cut[1][0] - cut[1][1],
    cut[0][0],
    cut[1][0],
  );
  if (kept.size === 0) {
    const size = (axis: 1 | 2) =>
      x.shape[axis] + pads[axis - 1][0] + pads[axis - 1][1] - filter.shape[axis - 1] + 1;
    return tf.zeros([x.shape[0], size(1), size(2), filter.shape[3]]);
  }
  return tf.conv2d(kept, filter, 1, [[0, 0], ...positive, [0, 0]]);
}

/** `[N, H, W, strideH · strideW · C]` → `[N, H · strideH, W · strideW, C]`: the classes go back to their rows and columns. */
function interleave(x: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return x;
  const [batch, height, width, classes] = x.shape;
  const channels = classes / (strideHeight * strideWidth);
  // A transpose of rank 4 costs a third of tf.depthToSpace here.
  const pairs = tf.reshape(x, [batch * height, width, strideHeight, strideWidth * channels]);
  return tf.reshape(tf.transpose(pairs, [0, 2, 1, 3]), [
    batch,
    height * strideHeight,
    width * strideWidth,
    channels,
  ]);
}

/** Replaces the backend's own kernel, which is about ten times slower than its forward convolution. */
export const conv2dBackpropInputConfig: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
    const { strides, pad, dataFormat, dimRoundingMode, inputShape } =
      attrs as unknown as tf.Conv2DBackpropInputAttrs;
    requireChannelsLast(tf.Conv2DBackpropInput, dataFormat);
    const shape = convolutionShape(inputShape, filter.shape, { strides, pad, dimRoundingMode });
    const wasm = backend as unknown as WasmBackend;
    const dx = wasm.makeOutput(inputShape, 'float32');
    const compute = suitsWinograd(shape, [shape.height, shape.width])
      ? winogradInputGradient
      : directInputGradient;
    compute(wasm, shape, [addressOf(wasm, dy), addressOf(wasm, filter), addressOf(wasm, dx)]);
    return dx;
  },
};
