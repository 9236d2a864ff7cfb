import { AugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';

/** What the gradient of a convolution depends on besides tensors. */
export interface ConvolutionOptions {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Strides, leading padding and output size of a channels-last convolution without dilation, and whether it is
 * pointwise: a 1×1 filter on every s-th pixel, without padding.
 */
export function convolutionShape(
  inputShape: [number, number, number, number],
  filterShape: [number, number, number, number],
  { strides, pad, dimRoundingMode }: ConvolutionOptions,
) {
  const info = tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
  const covers = (size: number, stride: number, out: number) => out === Math.ceil(size / stride);
  return {
    pointwise:
      info.filterHeight === 1 &&
      info.filterWidth === 1 &&
      info.padInfo.top === 0 &&
      info.padInfo.left === 0 &&
      covers(info.inHeight, info.strideHeight, info.outHeight) &&
      covers(info.inWidth, info.strideWidth, info.outWidth),
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
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
