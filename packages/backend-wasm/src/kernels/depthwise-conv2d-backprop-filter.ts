import * as tf from '@tensorflow/tfjs-core';
import { depthwiseGradient } from '../internal/depthwise-gradients.js';
import type { WasmBackend } from '../internal/training-module.js';

/**
 * The gradient of a depthwise convolution for its filter, which tfjs-backend-wasm lacks. With several filters per channel
 * each filter gets a copy of its channel.
 */
export const depthwiseConv2dBackpropFilterConfig: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { filterShape, ...options } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
    const [filterHeight, filterWidth, channels, multiplier] = filterShape;
    const [batch, height, width] = x.shape;
    return tf.tidy(() => {
      const copies = multiplier === 1 ? x : tf.tile(tf.reshape(x, [-1, 1]), [1, multiplier]);
      const gradient = depthwiseGradient(
        backend as unknown as WasmBackend,
        'depthwiseFilterGradient',
        [copies, dy],
        {
          ...options,
          inputShape: [batch, height, width, channels * multiplier],
          filterShape: [filterHeight, filterWidth, channels * multiplier, 1],
        },
      );
      return tf.reshape(gradient, filterShape);
    });
  },
};
