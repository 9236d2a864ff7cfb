import * as tf from '@tensorflow/tfjs-core';
import { convolutionShape } from '../internal/convolution-shape.js';
import { convolve } from '../internal/convolve.js';
import { stockKernel } from '../internal/stock-kernel.js';
import type { WasmBackend } from '../internal/training-module.js';

const stock = stockKernel(tf.Conv2D);

/** Convolutions without dilation; the backend's own kernel does the others. */
export const conv2dConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const { x, filter } = parameters.inputs as unknown as { x: tf.Tensor4D; filter: tf.Tensor4D };
    const { strides, pad, dilations, dataFormat, dimRoundingMode } =
      parameters.attrs as unknown as tf.Conv2DAttrs;
    if (dataFormat !== 'NHWC' || !tf.backend_util.tupleValuesAreOne(dilations)) {
      return stock.kernelFunc(parameters);
    }
    const shape = convolutionShape(x.shape, filter.shape, { strides, pad, dimRoundingMode });
    return convolve(parameters.backend as unknown as WasmBackend, shape, x, filter);
  },
};
