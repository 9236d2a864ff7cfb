import * as tf from '@tensorflow/tfjs-core';
import type { ConvolutionOptions } from './convolution-shape.js';
import { addressOf, trainingExports, type WasmBackend } from './training-module.js';

type Shape4D = [number, number, number, number];

/** The sizes of a depthwise convolution, `filterShape` with one filter per channel. */
export interface DepthwiseSizes extends ConvolutionOptions {
  inputShape: Shape4D;
  filterShape: Shape4D;
}

/** Runs one of the two gradient kernels, which know one filter per channel and no dilation. */
export function depthwiseGradient(
  backend: WasmBackend,
  direction: 'depthwiseInputGradient' | 'depthwiseFilterGradient',
  [first, second]: [tf.TensorInfo, tf.TensorInfo],
  { inputShape, filterShape, strides, pad, dimRoundingMode }: DepthwiseSizes,
): tf.Tensor4D {
  const info = tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    true,
  );
  // Begins with zeros, to which the kernels add.
  const result = tf.zeros<tf.Rank.R4>(direction === 'depthwiseInputGradient' ? inputShape : filterShape);
  trainingExports(backend)[direction](
    addressOf(backend, first),
    addressOf(backend, second),
    addressOf(backend, result),
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.filterHeight,
    info.filterWidth,
    info.outHeight,
    info.outWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
  );
  return result;
}
