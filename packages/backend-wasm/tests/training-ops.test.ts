import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { startWasmBackend, unsortedSegmentSum } from '../src/index.js';
import { difference, on } from './on-backends.js';

beforeAll(async () => {
  await startWasmBackend();
});

const normal = (shape: number[], seed = 1) => tf.randomNormal(shape, 0, 1, 'float32', seed);

/** Value and gradient of a function of one tensor, weighted with a random `dy`. */
const both = (f: (x: tf.Tensor) => tf.Tensor, shape: number[]) => () => {
  const x = normal(shape);
  const y = f(x);
  return [y, tf.grad(f)(x, normal(y.shape, 7))];
};

const batchNorm = (x: tf.Tensor): tf.Tensor => {
  const mean = tf.mean(x, [0, 1, 2]);
  const centred = tf.sub(x, mean);
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), [0, 1, 2]), 1e-5));
  return tf.add(tf.mul(tf.mul(centred, inverse), normal([5], 2)), normal([5], 3));
};

const indices = () => tf.tensor1d([2, 0, 2, 1], 'int32');

test.each<[string, (x: tf.Tensor) => tf.Tensor, number[]]>([
  ['batch norm', batchNorm, [4, 3, 3, 5]],
  [
    'batch norm with moments',
    (x) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.batchNorm4d(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        normal([5], 2) as tf.Tensor1D,
        normal([5], 3) as tf.Tensor1D,
        1e-5,
      );
    },
    [4, 3, 3, 5],
  ],
  ['relu', (x) => tf.relu(x), [4, 6]],
  ['relu6', (x) => tf.relu6(x), [4, 6]],
  ['leaky relu', (x) => tf.leakyRelu(x, 0.1), [4, 6]],
  ['sigmoid', (x) => tf.sigmoid(x), [4, 6]],
  ['average pooling', (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'valid'), [2, 4, 4, 3]],
  ['max pooling', (x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'same'), [2, 5, 5, 3]],
  [
    'max pooling of negative values',
    (x) => tf.maxPool(tf.sub<tf.Tensor4D>(x, 9), 2, 2, 'valid'),
    [2, 4, 4, 3],
  ],
  [
    'max pooling of equal values',
    (x) => tf.maxPool(tf.sub<tf.Tensor4D>(tf.mul(x, 0), 1), 2, 2, 'valid'),
    [2, 4, 4, 3],
  ],
  ['global average pooling', (x) => tf.mean(x, [1, 2]), [2, 4, 4, 3]],
  ['matMul', (x) => tf.matMul(x, normal([6, 3], 2)), [4, 6]],
  ['softmax', (x) => tf.softmax(x), [4, 6]],
  ['log-softmax', (x) => tf.logSoftmax(x), [4, 6]],
  ['log-sum-exp', (x) => tf.logSumExp(x, 1), [4, 6]],
  ['log of a clipped softmax', (x) => tf.log(tf.clipByValue(tf.softmax(x), 1e-7, 1)), [4, 6]],
  ['clipByValue', (x) => tf.clipByValue(x, -0.5, 0.5), [4, 6]],
  ['where', (x) => tf.where(tf.greater(normal([4, 6], 4), 0), x, tf.mul(x, x)), [4, 6]],
  ['gather of rows', (x) => tf.gather(x, indices()), [3, 5]],
  ['gather of columns', (x) => tf.gather(x, indices(), 1), [4, 3, 2]],
  ['concat', (x) => tf.concat([x, tf.mul(x, 2)], 1), [4, 6]],
  ['split', (x) => tf.mul(tf.split(x, 3, 0)[1], tf.split(x, 3, 0)[2]), [6, 4]],
  ['slice', (x) => tf.slice(x, [1, 2], [2, 3]), [4, 6]],
  ['tile', (x) => tf.tile(x, [3, 1]), [4, 6]],
  ['stack and unstack', (x) => tf.stack(tf.unstack(x).reverse()), [3, 4]],
  [
    'pad',
    (x) =>
      tf.pad(x, [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 2],
      ]),
    [2, 3, 3, 2],
  ],
  [
    'mirror pad',
    (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        'reflect',
      ),
    [2, 3, 3, 2],
  ],
  ['reverse', (x) => tf.reverse(x, 1), [4, 6]],
  ['transpose', (x) => tf.transpose(x, [2, 0, 1]), [2, 3, 4]],
  ['sum and broadcast division', (x) => tf.div(tf.exp(x), tf.sum(tf.exp(x), 1, true)), [4, 6]],
  ['max', (x) => tf.max(x, 1), [4, 6]],
  ['maximum', (x) => tf.maximum(x, tf.neg(x)), [4, 6]],
  ['abs, sqrt, pow', (x) => tf.sqrt(tf.add(tf.pow(tf.abs(x), 3), 1)), [4, 6]],
  [
    'cross-entropy',
    (x) => tf.neg(tf.mean(tf.sum(tf.mul(tf.oneHot(indices(), 6), tf.logSoftmax(x)), -1))),
    [4, 6],
  ],
  ['norm', (x) => tf.norm(x), [4, 6]],
  ['prelu', (x) => tf.prelu(x, tf.scalar(0.25)), [4, 6]],
  ['elu', (x) => tf.elu(x), [4, 6]],
  ['bilinear resizing', (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [6, 6]), [2, 4, 4, 3]],
])('%s and its gradient equal those on cpu', async (_name, f, shape) => {
  expect(await difference(both(f, shape))).toBeLessThan(1e-5);
});

test('rows with an id out of range belong to no segment', async () => {
  const [sums] = await on('wasm', () => [
    unsortedSegmentSum(
      tf.tensor2d([
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
      ]),
      tf.tensor1d([1, -1, 1, 3], 'int32'),
      3,
    ),
  ]);
  expect(Array.from(sums)).toEqual([0, 0, 6, 8, 0, 0]);
});
