import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
// In Node, the definitions of gradients come with the layers.
import '@tensorflow/tfjs-layers';

/** Runs a computation on one backend and reads its results. */
export async function on(backend: 'cpu' | 'wasm', compute: () => tf.Tensor[]): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const results = tf.tidy(compute);
  const values = results.map((result) => Float32Array.from(result.dataSync()));
  tf.dispose(results);
  return values;
}

/** Runs it on both backends; the largest difference, relative to the largest value of each result (at least 1). */
export async function difference(compute: () => tf.Tensor[]): Promise<number> {
  const [expected, found] = [await on('cpu', compute), await on('wasm', compute)];
  const differences = expected.map((values, i) => {
    if (values.length !== found[i].length) return Infinity;
    const scale = Math.max(
      1,
      values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    );
    // NaN on one side only must not pass.
    return values.reduce((most, value, j) => {
      const distance = Math.abs(value - found[i][j]) / scale;
      return Object.is(value, found[i][j]) || distance <= most ? most : distance || Infinity;
    }, 0);
  });
  return Math.max(...differences);
}
