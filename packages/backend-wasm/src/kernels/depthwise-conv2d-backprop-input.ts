import * as tf from '@tensorflow/tfjs-core';
import { depthwiseGradient } from '../internal/depthwise-gradients.js';
import type { WasmBackend } from '../internal/training-module.js';

/**
 * The gradient of a depthwise convolution for its input, which tfjs-backend-wasm lacks. With several filters per channel
 * each filter gets a channel of its own, and the channels are added up afterwards.
 */
export const depthwiseConv2dBackpropInputConfig: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
    const { inputShape, ...options } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const [batch, height, width] = inputShape;
    const [filterHeight, filterWidth, channels, multiplier] = filter.shape;
    return tf.tidy(() => {
      const dx = depthwiseGradient(
        backend as unknown as WasmBackend,
        'depthwiseInputGradient',
        [dy, filter],
        {
          ...options,
          inputShape: [batch, height, width, channels * multiplier],
          filterShape: [filterHeight, filterWidth, channels * multiplier, 1],
        },
      );
      if (multiplier === 1) return dx;
      return tf.reshape(tf.sum(tf.reshape(dx, [-1, multiplier]), 1), inputShape);
    });
  },
};
