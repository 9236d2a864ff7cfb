import * as tf from '@tensorflow/tfjs-core';
import { stockKernel } from '../internal/stock-kernel.js';

const stock = stockKernel(tf.Tile);

/** The largest rank that the backend's multiplication broadcasts. */
const largestRank = 6;

/**
 * Repeats a tensor along its axes, as a multiplication of ones with what is repeated, which runs on SIMD. The gradient
 * of a batch norm tiles one number per channel to the size of the images, in which the backend's own kernel took two
 * fifths of the time of a training step.
 *
 * `x` is float32 of any shape, `reps` has one count per axis; axis i of the result has `x.shape[i] · reps[i]` values.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { startWasmBackend, tile } from '@augmix/backend-wasm';
 * await startWasmBackend();
 * const repeated = tile(tf.tensor2d([[1, 2]]), [2, 2]);
 * Array.from(repeated.dataSync()); // => [1, 2, 1, 2, 1, 2, 1, 2]
 * ```
 */
export function tile(x: tf.Tensor, reps: number[]): tf.Tensor {
  const { once, repeated } = splitAxes(x.shape, reps);
  return tf.tidy(() => {
    const copies = tf.mul(tf.fill(repeated, 1), tf.reshape(x, once));
    return tf.reshape(
      copies,
      x.shape.map((size, i) => size * reps[i]),
    );
  });
}

/** An axis that is repeated becomes two, the first of size 1 and then the count; the others are joined where they meet. */
function splitAxes(shape: number[], reps: number[]): { once: number[]; repeated: number[] } {
  const [once, repeated]: [number[], number[]] = [[], []];
  let joins = false;
  for (const [i, size] of shape.entries()) {
    if (reps[i] > 1) {
      once.push(1);
      repeated.push(reps[i]);
      joins = false;
    }
    if (joins) {
      once[once.length - 1] *= size;
      repeated[repeated.length - 1] *= size;
    } else {
      once.push(size);
      repeated.push(size);
      joins = true;
    }
  }
  return { once, repeated };
}

/** Float32 tensors go through {@link tile}, any others through the backend's own kernel. */
export const tileConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const x = parameters.inputs.x as tf.Tensor;
    const { reps } = parameters.attrs as unknown as tf.TileAttrs;
    const simple = x.dtype === 'float32' && x.size > 0 && splitAxes(x.shape, reps).once.length <= largestRank;
    return simple ? tile(x, reps) : stock.kernelFunc(parameters);
  },
};
