// Layers of TensorFlow.js that share their work with a neighbour. Class and config stay the standard ones, so that a saved
// model, in which each layer does its own part, gives the same numbers.
import { conv2d, type backend_util, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';

type Layer = layers.Layer;

const calling = (layer: Layer, call: (x: Tensor) => Tensor): Layer =>
  Object.assign(layer, {
    call: (inputs: Tensor | Tensor[]) => call(Array.isArray(inputs) ? inputs[0] : inputs),
  });

/** A rectifier after a batch normalisation that rectifies. */
export const rectifiedBefore = (rectifier: Layer): Layer => calling(rectifier, (x) => x);

/** Padding before a convolution that pads. */
export const paddedLater = (padding: Layer): Layer => calling(padding, (x) => x);

/**
 * A convolution without bias, with `pad` zeros on each side of the image or as many as keep its size. The stock layer
 * takes an op that keeps its output for the gradient and also computes a gradient for images, which nobody asks for.
 */
export function convolving(layer: Layer, strides: number, pad: number | 'same'): Layer {
  const zeros: backend_util.ExplicitPadding | 'same' =
    pad === 'same'
      ? pad
      : [
          [0, 0],
          [pad, pad],
          [pad, pad],
          [0, 0],
        ];
  return calling(layer, (x) => conv2d(x as Tensor4D, layer.weights[0].read() as Tensor4D, strides, zeros));
}
