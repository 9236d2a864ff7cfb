// tfjs-backend-wasm as it comes has no gradient of a convolution in its filters, and a slow one in its input. Here both are
// forward convolutions, as anybody could write them with TensorFlow.js alone: the best that the stock kernels give.
import * as tf from '@tensorflow/tfjs-core';

/** Puts zeros between pixels: the stride's classes in a new axis, of which the first is filled. */
function dilate(x, [strideHeight, strideWidth]) {
  if (strideHeight === 1 && strideWidth === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const wide = tf.pad(tf.reshape(x, [batch * height, width, channels]), [
    [0, 0],
    [0, 0],
    [0, (strideWidth - 1) * channels],
  ]);
  const rows = tf.reshape(wide, [batch, height, width * strideWidth * channels]);
  const tall = tf.pad(rows, [
    [0, 0],
    [0, 0],
    [0, (strideHeight - 1) * width * strideWidth * channels],
  ]);
  return tf.reshape(tall, [batch, height * strideHeight, width * strideWidth, channels]);
}

const pair = (strides) => (typeof strides === 'number' ? [strides, strides] : strides);

/** Cut or filled up with zeros to a height and width, with so many zeros in front. */
function frame(x, top, left, height, width) {
  const [, givenHeight, givenWidth] = x.shape;
  const padded = tf.pad(x, [
    [0, 0],
    [top, Math.max(0, height - top - givenHeight)],
    [left, Math.max(0, width - left - givenWidth)],
    [0, 0],
  ]);
  return tf.slice(padded, [0, 0, 0, 0], [x.shape[0], height, width, x.shape[3]]);
}

function inputGradient({ inputs: { dy, filter }, attrs }) {
  const { strides, pad, inputShape, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode);
  return tf.tidy(() => {
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const { filterHeight, filterWidth, inHeight, inWidth, padInfo } = info;
    const framed = frame(
      dilate(dy, pair(strides)),
      filterHeight - 1 - padInfo.top,
      filterWidth - 1 - padInfo.left,
      inHeight + filterHeight - 1,
      inWidth + filterWidth - 1,
    );
    return tf.conv2d(framed, turned, 1, 'valid');
  });
}

function filterGradient({ inputs: { x, dy }, attrs }) {
  const { strides, pad, filterShape, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  const { filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth, padInfo } = info;
  return tf.tidy(() => {
    const height = (outHeight - 1) * strideHeight + filterHeight;
    const width = (outWidth - 1) * strideWidth + filterWidth;
    const images = tf.transpose(frame(x, padInfo.top, padInfo.left, height, width), [3, 1, 2, 0]);
    const filters = tf.transpose(dy, [1, 2, 0, 3]);
    const gradient = tf.conv2d(images, filters, 1, 'valid', 'NHWC', [strideHeight, strideWidth]);
    return tf.transpose(gradient, [1, 2, 0, 3]);
  });
}

/** Registers both for a backend, over what it has. */
export function registerComposedGradients(backendName) {
  const kernels = { Conv2DBackpropInput: inputGradient, Conv2DBackpropFilter: filterGradient };
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  }
}
