import * as tf from '@tensorflow/tfjs-core';
import { meanOverAxes, poolable, type Reduction } from '../internal/mean-over-axes.js';
import { stockKernel } from '../internal/stock-kernel.js';

const stock = stockKernel(tf.Sum);

/** Sums over leading or middle axes, such as the gradients of whatever is broadcast over a batch, by pooling. */
export const sumConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const x = parameters.inputs.x as tf.Tensor;
    const reduction = parameters.attrs as unknown as Reduction;
    if (!poolable(x, reduction)) return stock.kernelFunc(parameters);
    return tf.tidy(() => {
      const { mean, count } = meanOverAxes(x, reduction);
      return tf.mul(mean, count);
    });
  },
};
