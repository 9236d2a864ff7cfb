import * as tf from '@tensorflow/tfjs-core';
import { stockKernel } from '../internal/stock-kernel.js';

/** How a pooling slides its window. */
export interface PoolingOptions {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const stock = stockKernel(tf.MaxPoolGrad);

/**
 * The gradient of max pooling for its input. The backend's own kernel loses the gradient of every window whose largest
 * value is not positive; so it is given an input moved to positive values, which has its maxima at the same places
 * (values closer than 1e-7 of the whole range may count as equal).
 *
 * `dy` is `[N, outH, outW, C]`, `input` `[N, H, W, C]`, as is the result.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { maxPoolGrad, startWasmBackend } from '@augmix/backend-wasm';
 * await startWasmBackend();
 * const input = tf.tensor4d([-4, -1, -2, -3], [1, 2, 2, 1]);
 * const gradient = maxPoolGrad(tf.ones([1, 1, 1, 1]), input, { filterSize: 2, strides: 2, pad: 'valid' });
 * Array.from(gradient.dataSync()); // => [0, 1, 0, 0]
 * ```
 */
export function maxPoolGrad(dy: tf.Tensor4D, input: tf.Tensor4D, options: PoolingOptions): tf.Tensor4D {
  return tf.tidy(() => {
    // To [range, 2 · range]; the last summand is for inputs of a single value, whose range is 0.
    const distances = tf.sub(input, tf.min(input));
    const positive = tf.add(distances, tf.add(tf.max(distances), tf.scalar(1e-30)));
    const gradient = stock.kernelFunc({
      inputs: { dy, input: positive },
      attrs: options as unknown as tf.NamedAttrMap,
      backend: tf.backend(),
    }) as tf.TensorInfo;
    return tf.engine().makeTensorFromTensorInfo(gradient) as tf.Tensor4D;
  });
}

/** Replaces the backend's own kernel, which is wrong for windows without a positive value. */
export const maxPoolGradConfig: tf.KernelConfig = {
  ...stock,
  kernelFunc: ({ inputs, attrs }) => {
    const { dy, input } = inputs as unknown as { dy: tf.Tensor4D; input: tf.Tensor4D };
    return maxPoolGrad(dy, input, attrs as unknown as PoolingOptions);
  },
};
