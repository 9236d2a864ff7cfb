import * as tf from '@tensorflow/tfjs-core';

/**
 * Sums the rows of `x` that carry the same segment id, as a product with a one-hot matrix. It is the gradient of
 * `tf.gather`.
 *
 * `x` is `[n, …]`, `segmentIds` `[n]` (int32); the result is `[segments, …]`. Rows with an id outside `[0, segments)` are
 * left out.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { startWasmBackend, unsortedSegmentSum } from '@augmix/backend-wasm';
 * await startWasmBackend();
 * const sums = unsortedSegmentSum(tf.tensor1d([1, 2, 3]), tf.tensor1d([1, 0, 1], 'int32'), 3);
 * Array.from(sums.dataSync()); // => [2, 4, 0]
 * ```
 */
export function unsortedSegmentSum(x: tf.Tensor, segmentIds: tf.Tensor1D, segments: number): tf.Tensor {
  return tf.tidy(() => {
    const [count, ...rest] = x.shape;
    // Cast, because the backend's OneHot writes integers whatever dtype it is asked for.
    const oneHot = tf.oneHot(segmentIds, segments) as tf.Tensor2D;
    const memberships = tf.cast(tf.transpose(oneHot), 'float32');
    const rows = tf.reshape<tf.Rank.R2>(tf.cast(x, 'float32'), [count, tf.util.sizeFromShape(rest)]);
    return tf.cast(tf.reshape(tf.matMul(memberships, rows), [segments, ...rest]), x.dtype);
  });
}

/** The kernel behind the gradient of `tf.gather`, which tfjs-backend-wasm lacks. */
export const unsortedSegmentSumConfig: tf.KernelConfig = {
  kernelName: tf.UnsortedSegmentSum,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { x, segmentIds } = inputs as unknown as { x: tf.Tensor; segmentIds: tf.Tensor1D };
    const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
    return unsortedSegmentSum(x, segmentIds, numSegments);
  },
};
