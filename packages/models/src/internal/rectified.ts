import type { Tensor } from '@tensorflow/tfjs-core';
import { layers, type Shape } from '@tensorflow/tfjs-layers';

/**
 * The rectifier after a {@link BatchNormalization} that is built as `rectified`, whose output is rectified already. In
 * saved models it is TensorFlow.js's own layer, which rectifies once more or for the first time: the numbers are equal.
 */
export class Rectified extends layers.Layer {
  static readonly className = 'ReLU';

  override call(inputs: Tensor | Tensor[]): Tensor {
    return Array.isArray(inputs) ? inputs[0] : inputs;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return inputShape;
  }

  override getConfig(): ReturnType<layers.Layer['getConfig']> {
    return { ...layers.reLU().getConfig(), ...super.getConfig() };
  }
}
