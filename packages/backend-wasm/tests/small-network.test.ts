import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { startWasmBackend } from '../src/index.js';
import { difference } from './on-backends.js';

beforeAll(async () => {
  await startWasmBackend();
});

const normal = (shape: number[], seed: number, deviation = 1) =>
  tf.randomNormal(shape, 0, deviation, 'float32', seed);

/** Filters of a residual network in small: stem, one downsampling block with shortcut, classifier. */
const weights = () => [
  normal([3, 3, 3, 8], 1, 0.3),
  normal([3, 3, 8, 16], 2, 0.2),
  normal([3, 3, 16, 16], 3, 0.15),
  normal([1, 1, 8, 16], 4, 0.3),
  normal([16, 5], 5, 0.3),
];

const normalise = (x: tf.Tensor): tf.Tensor4D => {
  const centred = tf.sub(x, tf.mean(x, [0, 1, 2]));
  return tf.mul(centred, tf.rsqrt(tf.add(tf.mean(tf.square(centred), [0, 1, 2]), 1e-5)));
};

const conv = (x: tf.Tensor, filter: tf.Tensor, stride = 1) =>
  tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, 'same');

function loss(images: tf.Tensor, labels: tf.Tensor, [stem, first, second, shortcut, dense]: tf.Tensor[]) {
  const x = tf.relu(normalise(conv(images, stem)));
  const branch = conv(tf.relu(normalise(conv(x, first, 2))), second);
  const features = tf.mean(tf.relu(normalise(tf.add(branch, conv(x, shortcut, 2)))), [1, 2]);
  const logits = tf.matMul(features, dense);
  return tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), 1))) as tf.Scalar;
}

const labelsOf = (classes: number[]) => tf.oneHot(tf.tensor1d(classes, 'int32'), 5);

test('loss and all weight gradients of a small residual network equal those on cpu', async () => {
  const compute = () => {
    const [images, labels] = [normal([6, 10, 10, 3], 9), labelsOf([0, 3, 1, 4, 4, 2])];
    const filters = weights();
    return [
      loss(images, labels, filters),
      ...tf.grads((...w: tf.Tensor[]) => loss(images, labels, w))(filters),
    ];
  };
  expect(await difference(compute)).toBeLessThan(1e-4);
});

describe('over 1000 training steps', () => {
  test('tensors and WebAssembly memory stay constant, and the loss falls', async () => {
    await tf.setBackend('wasm');
    const [images, labels] = [normal([6, 10, 10, 3], 9), labelsOf([0, 3, 1, 4, 4, 2])];
    const variables = weights().map((w) => tf.variable(w));
    const heap = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.byteLength;
    const step = () =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => loss(images, labels, variables), variables);
        for (const variable of variables) {
          variable.assign(tf.sub(variable, tf.mul(grads[variable.name], 0.05)));
        }
        return value.dataSync()[0];
      });
    const before = step();
    for (let i = 0; i < 20; i++) step();
    const [tensors, bytes, resident] = [tf.memory().numTensors, heap(), process.memoryUsage().rss];
    let last = before;
    for (let i = 0; i < 1000; i++) last = step();
    expect(tf.memory().numTensors).toBe(tensors);
    // The heap never shrinks, so packed weights that are not freed would show here.
    expect(heap()).toBe(bytes);
    // The JavaScript heap moves; a leak of the five filters' packed forms alone would be over 30 MB.
    expect(process.memoryUsage().rss - resident).toBeLessThan(100e6);
    expect(last).toBeLessThan(0.2 * before);
    tf.dispose([images, labels, ...variables]);
  });
});
