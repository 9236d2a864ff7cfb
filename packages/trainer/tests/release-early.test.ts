import { beforeAll, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { releaseEarly } from '../src/internal/release-early.js';

beforeAll(() => startWasmBackend());

/** A chain of blocks with shortcuts, and a gradient of its own that hands one tensor to both of its inputs. */
function loss(x: tf.Tensor, weights: tf.Variable[]): tf.Scalar {
  const sum = tf.customGrad((a, b) => ({
    value: tf.add(a as tf.Tensor, b as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => [dy, dy],
  }));
  const end = weights.reduce<tf.Tensor>((y, w) => sum(tf.relu(tf.matMul(y, w)), tf.tanh(y)), x);
  return tf.mean(tf.square(tf.sub(end, tf.slice(end, [0, 0], [1, 8]))));
}

it('changes no gradient, keeps no tensor and takes less memory', async () => {
  const weights = Array.from({ length: 12 }, (_, i) =>
    tf.variable(tf.randomNormal([8, 8], 0, 0.4, 'float32', i + 1)),
  );
  const x = tf.randomNormal([500, 8], 0, 1, 'float32', 99);
  const run = async (on: (value: tf.Scalar) => tf.Scalar) => {
    const { numTensors } = tf.memory();
    let results: number[][] = [];
    const { kernels } = await tf.profile(() => {
      const { value, grads } = tf.variableGrads(() => on(loss(x, weights)), weights);
      const tensors = [value, ...weights.map((weight) => grads[weight.name])];
      results = tensors.map((tensor) => [...tensor.dataSync()]);
      tf.dispose(tensors);
      return [];
    });
    expect(tf.memory().numTensors).toBe(numTensors);
    // What is there when the last gradient has been computed.
    return { bytes: kernels.at(-1)!.totalBytesSnapshot, results };
  };
  const [late, early] = [await run((value) => value), await run(releaseEarly)];
  expect(early.results).toEqual(late.results);

  expect(early.bytes).toBeLessThan(0.5 * late.bytes);
  tf.dispose([x, ...weights]);
});
