import type { layers, LayersModel, Shape } from '@tensorflow/tfjs-layers';

/** Facts about a network, see {@link describeModel}. */
export interface ModelDescription {
  name: string;
  /** Number of values that training changes. */
  trainableParameters: number;
  /** Multiplications of convolution and dense layers for one input; none for models of open input size. */
  multiplyAdds: number;
  /** Without the batch axis; null where a size is open. */
  inputShape: (number | null)[];
  outputShape: (number | null)[];
}

const product = (sides: readonly (number | null)[]): number =>
  sides.reduce<number>((size, side) => size * (side ?? 0), 1);

function multiplyAddsOf(layer: layers.Layer): number {
  const kernel = layer.weights.find(({ originalName }) => /\/(depthwise_)?kernel$/.test(originalName));
  if (!kernel) return 0;
  const positions = (layer.outputShape as Shape).slice(1, -1);
  return product(positions) * product(kernel.shape);
}

/**
 * Counts what a network holds and costs: trainable parameters, multiply-adds for one input (convolution and dense
 * layers), input and output shape.
 *
 * @example
 * ```ts
 * import { describeModel, wideResnet } from '@augmix/models';
 * const model = wideResnet().build({ inputShape: [32, 32, 3], classes: 10, seed: 1 });
 * describeModel(model).trainableParameters; // => 2243546
 * ```
 */
export function describeModel(model: LayersModel): ModelDescription {
  return {
    name: model.name,
    trainableParameters: model.trainableWeights.reduce((total, weight) => total + product(weight.shape), 0),
    multiplyAdds: model.layers.reduce((total, layer) => total + multiplyAddsOf(layer), 0),
    inputShape: model.inputs[0].shape.slice(1),
    outputShape: model.outputs[0].shape.slice(1),
  };
}
