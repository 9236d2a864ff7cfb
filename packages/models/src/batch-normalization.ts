import { add, mul, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { initializers, layers, type LayerVariable, type Shape } from '@tensorflow/tfjs-layers';
import { batchNormTraining } from './batch-norm-training.js';
import { batchNormInference } from './internal/batch-norm-inference.js';

type LayerArgs = ConstructorParameters<typeof layers.Layer>[0];
type Kwargs = Parameters<layers.Layer['call']>[1];

/** Arguments of {@link BatchNormalization}. */
export type BatchNormalizationArgs = LayerArgs & {
  /** Share of the old running value that a step keeps (default 0.9; PyTorch writes its complement, 0.1). */
  momentum?: number;
  /** Added to the variance (default 1e-5). */
  epsilon?: number;
  /**
   * Whether the output is max(0, ·), in one kernel where the backend has it (default false). It is not part of the config:
   * in saved models a rectifier follows as a layer of its own.
   */
  rectified?: boolean;
};

/**
 * Batch normalisation over the last axis as PyTorch does it: the running variance is the unbiased one, momentum 0.9
 * and epsilon 1e-5 by default.
 *
 * Class name, config and weights are those of TensorFlow.js's own layer, which takes its place when a saved model is
 * loaded elsewhere: predictions are the same, further training would use the biased running variance. It is not
 * registered with TensorFlow.js, so models of other origin keep their own layer.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { BatchNormalization } from '@augmix/models';
 * const layer = new BatchNormalization({ momentum: 0 });
 * layer.apply(tf.tensor2d([[1], [3]]), { training: true });
 * layer.getWeights()[3].arraySync(); // => [2]
 * ```
 */
export class BatchNormalization extends layers.Layer {
  static readonly className = 'BatchNormalization';
  readonly momentum: number;
  readonly epsilon: number;
  readonly rectified: boolean;
  declare gamma: LayerVariable;
  declare beta: LayerVariable;
  declare movingMean: LayerVariable;
  declare movingVariance: LayerVariable;

  constructor({ momentum = 0.9, epsilon = 1e-5, rectified = false, ...args }: BatchNormalizationArgs = {}) {
    super(args);
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.rectified = rectified;
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = [(inputShape as Shape).at(-1)!];
    const [one, zero] = [initializers.ones(), initializers.zeros()];
    this.gamma = this.addWeight('gamma', shape, 'float32', one);
    this.beta = this.addWeight('beta', shape, 'float32', zero);
    this.movingMean = this.addWeight('moving_mean', shape, 'float32', zero, undefined, false);
    this.movingVariance = this.addWeight('moving_variance', shape, 'float32', one, undefined, false);
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return tidy(() => (kwargs?.['training'] ? this.#train(x) : this.#infer(x)));
  }

  #train(x: Tensor): Tensor {
    const gamma = this.gamma.read() as Tensor1D;
    const beta = this.beta.read() as Tensor1D;
    const { output, mean, variance } = batchNormTraining(x, gamma, beta, this.epsilon, {
      relu: this.rectified,
    });
    const count = x.size / x.shape[x.rank - 1];
    this.#average(this.movingMean, mean);
    this.#average(this.movingVariance, mul(variance, count / (count - 1)));
    return output;
  }

  #average(running: LayerVariable, value: Tensor): void {
    running.write(add(mul(running.read(), this.momentum), mul(value, 1 - this.momentum)));
  }

  #infer(x: Tensor): Tensor {
    const inputs = {
      x,
      gamma: this.gamma.read() as Tensor1D,
      beta: this.beta.read() as Tensor1D,
      mean: this.movingMean.read() as Tensor1D,
      variance: this.movingVariance.read() as Tensor1D,
    };
    return batchNormInference(inputs, { epsilon: this.epsilon, relu: this.rectified });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return inputShape;
  }

  override getConfig(): ReturnType<layers.Layer['getConfig']> {
    const { momentum, epsilon } = this;
    // The stock layer writes the rest: its defaults are this layer's fixed choices.
    return { ...layers.batchNormalization({ momentum, epsilon }).getConfig(), ...super.getConfig() };
  }
}
