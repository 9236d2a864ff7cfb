import { AugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';

/** What the gradient of a convolution depends on besides tensors. */
export interface ConvolutionOptions {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes, strides and leading padding of a channels-last convolution without dilation. */
export interface ConvolutionShape {
  batch: number;
  height: number;
  width: number;
  channels: number;
  filterHeight: number;
  filterWidth: number;
  strideHeight: number;
  strideWidth: number;
  padTop: number;
  padLeft: number;
  outHeight: number;
  outWidth: number;
  outChannels: number;
  /** Whether it is a 1×1 filter on every s-th pixel, without padding. */
  pointwise: boolean;
}

/** What the sizes of its operands make of a convolution. */
export function convolutionShape(
  inputShape: [number, number, number, number],
  filterShape: [number, number, number, number],
  { strides, pad, dimRoundingMode }: ConvolutionOptions,
): ConvolutionShape {
  const info = tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
  const covers = (size: number, stride: number, out: number) => out === Math.ceil(size / stride);
  return {
    batch: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: info.outChannels,
    pointwise:
      info.filterHeight === 1 &&
      info.filterWidth === 1 &&
      info.padInfo.top === 0 &&
      info.padInfo.left === 0 &&
      covers(info.inHeight, info.strideHeight, info.outHeight) &&
      covers(info.inWidth, info.strideWidth, info.outWidth),
  };
}

/** The backend's forward convolution knows `NHWC` only, and so do the gradients. */
export function requireChannelsLast(kernel: string, dataFormat: string): void {
  if (dataFormat === 'NHWC') return;
  throw new AugmixError(
    'INVALID_ARGUMENT',
    `${kernel} on backend wasm cannot work on ${dataFormat} tensors.`,
    {
      expected: 'NHWC',
    },
  );
}
