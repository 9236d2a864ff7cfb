import * as tf from '@tensorflow/tfjs-core';
import { convolutionShape } from '../internal/convolution-shape.js';
import { convolve } from '../internal/convolve.js';
import { stockKernel } from '../internal/stock-kernel.js';
import { addressOf, trainingExports, withScratch, type WasmBackend } from '../internal/training-module.js';

const stock = stockKernel(tf.FusedConv2D);

/** Activations that only cut values off. */
const limits = new Map<string, [lower: number, upper: number]>([
  ['linear', [-Infinity, Infinity]],
  ['relu', [0, Infinity]],
  ['relu6', [0, 6]],
]);

/**
 * Convolutions without dilation, with a bias per channel and a rectifier; the backend's own kernel does the others. The
 * convolutional layers of TensorFlow.js run on this kernel, with or without a bias.
 */
export const fusedConv2dConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const { x, filter, bias } = parameters.inputs as unknown as {
      x: tf.Tensor4D;
      filter: tf.Tensor4D;
      bias?: tf.Tensor;
    };
    const { strides, pad, dilations, dataFormat, dimRoundingMode, activation } =
      parameters.attrs as unknown as tf.FusedConv2DAttrs;
    const limit = limits.get(activation);
    const isPlain = dataFormat === 'NHWC' && tf.backend_util.tupleValuesAreOne(dilations);
    if (!isPlain || !limit || (bias && bias.size !== filter.shape[3])) return stock.kernelFunc(parameters);

    const shape = convolutionShape(x.shape, filter.shape, { strides, pad, dimRoundingMode });
    const backend = parameters.backend as unknown as WasmBackend;
    const y = convolve(backend, shape, x, filter);
    if (bias || activation !== 'linear') {
      const { batch, outHeight, outWidth, outChannels } = shape;
      const pixels = batch * outHeight * outWidth;
      const finish = (address: number) =>
        trainingExports(backend).addBiasAndClip(
          addressOf(backend, y),
          pixels,
          outChannels,
          address,
          ...limit,
        );
      if (bias) finish(addressOf(backend, bias));
      else withZeros(backend, outChannels * 4, finish);
    }
    return y;
  },
};

function withZeros(backend: WasmBackend, bytes: number, work: (address: number) => void): void {
  withScratch(backend, bytes, (address) => {
    backend.wasm.HEAPU8.fill(0, address, address + bytes);
    work(address);
  });
}
