// Layers of TensorFlow.js that compute in another way than they do there. Class and config stay the standard ones, so that
// a saved model gives the same numbers in any program.
import { conv2d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';

type Layer = layers.Layer;

const calling = (layer: Layer, call: (x: Tensor) => Tensor): Layer =>
  Object.assign(layer, {
    call: (inputs: Tensor | Tensor[]) => call(Array.isArray(inputs) ? inputs[0] : inputs),
  });

/** A rectifier after a batch normalisation that is built as `rectified`: there is nothing left to do. */
export const rectifiedBefore = (rectifier: Layer): Layer => calling(rectifier, (x) => x);

/**
 * A convolution without bias. The stock layer takes an op that keeps its output for the gradient and computes a gradient
 * for images as well, which nobody asks for.
 */
export const convolving = (layer: Layer, strides: number, padding: 'same' | 'valid'): Layer =>
  calling(layer, (x) => conv2d(x as Tensor4D, layer.weights[0].read() as Tensor4D, strides, padding));
