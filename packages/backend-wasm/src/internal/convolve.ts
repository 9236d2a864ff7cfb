import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionShape } from './convolution-shape.js';
import { directConvolution } from './direct-convolution.js';
import { addressOf, type WasmBackend } from './training-module.js';
import { suitsWinograd, winogradConvolution } from './winograd.js';

/** The forward convolution by the kernels of this package. */
export function convolve(
  backend: WasmBackend,
  shape: ConvolutionShape,
  x: TensorInfo,
  filter: TensorInfo,
): TensorInfo {
  const { batch, outHeight, outWidth, outChannels } = shape;
  const y = backend.makeOutput([batch, outHeight, outWidth, outChannels], 'float32');
  const compute = suitsWinograd(shape, [outHeight, outWidth]) ? winogradConvolution : directConvolution;
  compute(backend, shape, [addressOf(backend, x), addressOf(backend, filter), addressOf(backend, y)]);
  return y;
}
