import { mul, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { layers, type Shape } from '@tensorflow/tfjs-layers';
import { AugmixError, keyedStream } from '@augmix/core';

type LayerArgs = ConstructorParameters<typeof layers.Layer>[0];
type Kwargs = Parameters<layers.Layer['call']>[1];

/** Arguments of {@link Dropout}. */
export type DropoutArgs = LayerArgs & {
  /** Probability that a value becomes 0, in [0, 1). */
  rate: number;
  /** Seed and number of this layer, which with the step name the stream that its masks come from. */
  streamSeed?: number;
  layerNumber?: number;
};

/**
 * Dropout whose masks depend only on (seed, layer, step, replica), so that a resumed run draws the same ones.
 *
 * In training each value is set to 0 with probability `rate` and the others are scaled by 1 / (1 − rate); in inference
 * nothing changes. A trainer calls `beginStep` before each step; several calls within a step draw different masks.
 * Class name and config are those of TensorFlow.js's own layer.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for a rate outside [0, 1).
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { Dropout } from '@augmix/models';
 * const layer = new Dropout({ rate: 0.5, streamSeed: 1 });
 * const draw = () => (layer.beginStep(7), layer.apply(tf.ones([1, 4]), { training: true }) as tf.Tensor).toString();
 * draw() === draw(); // => true
 * ```
 */
export class Dropout extends layers.Layer {
  static readonly className = 'Dropout';
  readonly rate: number;
  readonly #seed: number;
  readonly #layerNumber: number;
  #step = 0;
  #replica = 0;
  #call = 0;

  constructor({ rate, streamSeed = 0, layerNumber = 0, ...args }: DropoutArgs) {
    super(args);
    if (!(rate >= 0 && rate < 1)) {
      throw new AugmixError('INVALID_ARGUMENT', `invalid rate ${rate}`, {
        path: 'rate',
        expected: 'a number of at least 0 and below 1',
      });
    }
    this.rate = rate;
    this.#seed = streamSeed;
    this.#layerNumber = layerNumber;
  }

  /**
   * Makes the next masks those of this training step and replica, whole numbers from 0. The replicas of a step see other
   * images of its batch, so their masks come from streams of their own.
   */
  beginStep(step: number, replica = 0): void {
    this.#step = step;
    this.#replica = replica;
    this.#call = 0;
  }

  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!kwargs?.['training'] || this.rate === 0) return x;
    return tidy(() => mul(x, tensor(this.#mask(x.size), x.shape)));
  }

  // View 0 of a layer's stream belongs to its initial weights.
  #mask(size: number): Float32Array {
    const index = this.#layerNumber + this.#replica * 0x10000;
    const key = { seed: this.#seed, purpose: 'layer', index, epoch: this.#step } as const;
    const stream = keyedStream({ ...key, view: ++this.#call });
    const dropBelow = this.rate * 0x100000000;
    const kept = 1 / (1 - this.rate);
    const mask = new Float32Array(size);
    for (let place = 0; place < size; place++) mask[place] = stream.uint32() < dropBelow ? 0 : kept;
    return mask;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return inputShape;
  }

  override getConfig(): ReturnType<layers.Layer['getConfig']> {
    return { ...layers.dropout({ rate: this.rate }).getConfig(), ...super.getConfig() };
  }
}
