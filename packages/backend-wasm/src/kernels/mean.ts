import * as tf from '@tensorflow/tfjs-core';
import { meanOverAxes, poolable, type Reduction } from '../internal/mean-over-axes.js';
import { stockKernel } from '../internal/stock-kernel.js';

const stock = stockKernel(tf.Mean);

/** Means over leading or middle axes, such as those of a batch norm or a global pooling, by pooling. */
export const meanConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const x = parameters.inputs.x as tf.Tensor;
    const reduction = parameters.attrs as unknown as Reduction;
    if (!poolable(x, reduction)) return stock.kernelFunc(parameters);
    return tf.tidy(() => meanOverAxes(x, reduction).mean);
  },
};
