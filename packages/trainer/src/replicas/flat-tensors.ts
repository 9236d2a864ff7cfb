import * as tf from '@tensorflow/tfjs-core';

/** Values of all tensors together. */
export const totalSize = (tensors: readonly tf.Tensor[]): number =>
  tensors.reduce((sum, { size }) => sum + size, 0);

/** Copies the values of tensors to `flat`, one behind the other. */
export async function copyToFlat(tensors: readonly tf.Tensor[], flat: Float32Array): Promise<void> {
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  let offset = 0;
  for (const value of values) {
    flat.set(value, offset);
    offset += value.length;
  }
}

/** Tensors of the shapes and types of `like` with the values of `flat`, which they keep no hold of. */
export function tensorsFromFlat(flat: Float32Array, like: readonly tf.Tensor[]): tf.Tensor[] {
  let offset = 0;
  // A copy each: some backends work on the very array that they are given.
  return like.map(({ size, shape, dtype }) =>
    tf.tensor(flat.slice(offset, (offset += size)), shape, dtype as 'float32'),
  );
}
