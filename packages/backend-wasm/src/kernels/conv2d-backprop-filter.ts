import * as tf from '@tensorflow/tfjs-core';
import {
  convolutionShape,
  requireChannelsLast,
  type ConvolutionOptions,
} from '../internal/convolution-shape.js';
import { directFilterGradient } from '../internal/direct-convolution.js';
import { crop, sample } from '../internal/spatial.js';
import { addressOf, type WasmBackend } from '../internal/training-module.js';
import { suitsWinograd, winogradFilterGradient } from '../internal/winograd.js';

/**
 * The gradient of a 2-D convolution for its filter, as one forward convolution in which batch and channels have changed
 * places: the images, their batch as channels, are convolved with `dy`, which is as large as an image, as the filter.
 * The stride of the original convolution becomes a dilation. A 1×1 filter needs a matrix product only.
 *
 * `x` is `[N, H, W, inC]`, `dy` `[N, outH, outW, outC]`; the result has shape `filterShape`, `[kH, kW, inC, outC]`.
 * Dilation must be 1.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { conv2dBackpropFilter, startWasmBackend } from '@augmix/backend-wasm';
 * await startWasmBackend();
 * const x = tf.reshape(tf.range(0, 9), [1, 3, 3, 1]) as tf.Tensor4D;
 * const gradient = conv2dBackpropFilter(x, tf.ones([1, 2, 2, 1]), [2, 2, 1, 1], { strides: 1, pad: 'valid' });
 * Array.from(gradient.dataSync()); // => [8, 12, 20, 24]
 * ```
 */
export function conv2dBackpropFilter(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  filterShape: [number, number, number, number],
  options: ConvolutionOptions,
): tf.Tensor4D {
  const convolution = convolutionShape(x.shape, filterShape, options);
  const { strideHeight, strideWidth, padTop, padLeft } = convolution;
  const [height, width, inChannels, outChannels] = filterShape;
  const strides: [number, number] = [strideHeight, strideWidth];
  return tf.tidy(() => {
    if (convolution.pointwise) {
      return pointwiseGradient(sample(x, strideHeight, strideWidth), dy);
    }
    const reversible = strideHeight === 1 && strideWidth === 1 && padTop < height && padLeft < width;
    if (reversible && inChannels < outChannels) {
      // The operand that serves as the filter is repacked on every call, so let it be the smaller one: correlating
      // dy with x gives the same numbers in reversed order.
      const pads: [number, number] = [height - 1 - padTop, width - 1 - padLeft];
      const reversed = correlate(dy, x, [height, width], strides, pads);
      return tf.transpose(tf.reverse(reversed, [0, 1]), [0, 1, 3, 2]);
    }
    return correlate(x, dy, [height, width], strides, [padTop, padLeft]);
  });
}

/** `out[i, j, a, b] = Σ_{n, h, w} x[n, h · stride + i − pad, w · stride + j − pad, a] · y[n, h, w, b]` */
function correlate(
  x: tf.Tensor4D,
  y: tf.Tensor4D,
  [rows, columns]: [number, number],
  [strideHeight, strideWidth]: [number, number],
  [top, left]: [number, number],
): tf.Tensor4D {
  const bottom = (y.shape[1] - 1) * strideHeight + rows - x.shape[1] - top;
  const right = (y.shape[2] - 1) * strideWidth + columns - x.shape[2] - left;
  // Rows and columns that no window reaches must not become further outputs.
  const used = crop(x, x.shape[1] + Math.min(0, bottom), x.shape[2] + Math.min(0, right));
  if (used.size === 0) return tf.zeros([rows, columns, x.shape[3], y.shape[3]]);
  const [batch, height, width, channels] = used.shape;
  // [H, C, W, N] seen as one image of H · C rows: two cheap transposes, where [C, H, W, N] takes one slow one; a step
  // from one row of an image to the next is then a dilation by C.
  const flat = tf.transpose(tf.reshape(used, [batch, height * width * channels]));
  const byRow = tf.transpose(tf.reshape(flat, [height, width, channels, batch]), [0, 2, 1, 3]);
  const image = tf.reshape<tf.Rank.R4>(byRow, [1, height * channels, width, batch]);
  const sums = tf.conv2d(
    image,
    tf.transpose(y, [1, 2, 0, 3]),
    1,
    [
      [0, 0],
      [top * channels, Math.max(0, bottom) * channels],
      [left, Math.max(0, right)],
      [0, 0],
    ],
    'NHWC',
    [strideHeight * channels, strideWidth],
  );
  return tf.transpose(tf.reshape(sums, [rows, channels, columns, y.shape[3]]), [0, 2, 1, 3]);
}

/** The filter gradient of a 1×1 convolution with stride 1. */
function pointwiseGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const [inChannels, outChannels] = [x.shape[3], dy.shape[3]];
  // Transposed beforehand: tf.matMul(x, dy, true) leaves the fast path.
  const pixels = tf.transpose(tf.reshape(x, [-1, inChannels]));
  return tf.reshape(tf.matMul(pixels, tf.reshape(dy, [-1, outChannels])), [1, 1, inChannels, outChannels]);
}

/** The kernel that tfjs-backend-wasm lacks, without which no convolution can be trained. */
export const conv2dBackpropFilterConfig: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } =
      attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    requireChannelsLast(tf.Conv2DBackpropFilter, dataFormat);
    const shape = convolutionShape(x.shape, filterShape, { strides, pad, dimRoundingMode });
    const wasm = backend as unknown as WasmBackend;
    const gradient = wasm.makeOutput(filterShape, 'float32');
    const compute = suitsWinograd(shape, [shape.outHeight, shape.outWidth])
      ? winogradFilterGradient
      : directFilterGradient;
    compute(wasm, shape, [addressOf(wasm, x), addressOf(wasm, dy), addressOf(wasm, gradient)]);
    return gradient;
  },
};
