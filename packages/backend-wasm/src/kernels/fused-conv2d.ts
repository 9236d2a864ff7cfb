import * as tf from '@tensorflow/tfjs-core';
import { stockKernel } from '../internal/stock-kernel.js';
import { conv2dConfig } from './conv2d.js';

const stock = stockKernel(tf.FusedConv2D);

/** What the layers of TensorFlow.js call for any convolution; with a bias or an activation the backend's own kernel does it. */
export const fusedConv2dConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const { bias } = parameters.inputs;
    const { activation } = parameters.attrs as unknown as tf.FusedConv2DAttrs;
    const isPlain = !bias && activation === 'linear';
    return (isPlain ? conv2dConfig : stock).kernelFunc(parameters);
  },
};
