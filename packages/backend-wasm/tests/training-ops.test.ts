import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
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

const anyReduction = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.subarray(
      shape.map((_size, i) => i),
      { minLength: 1 },
    ),
    keepDims: fc.boolean(),
  }),
);

test('sum and mean over any axes equal those on cpu, and so do their shapes', async () => {
  await fc.assert(
    fc.asyncProperty(anyReduction, async ({ shape, axes, keepDims }) => {
      const kept = shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
      const reduce = () => {
        const x = normal(shape);
        const results = [tf.sum(x, axes, keepDims), tf.mean(x, axes, keepDims)];
        for (const result of results) expect(result.shape).toEqual(kept);
        return results;
      };
      expect(await difference(reduce)).toBeLessThan(1e-5);
    }),
    { numRuns: 200, seed: 21 },
  );
});

const anyTiling = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })), {
  minLength: 1,
  maxLength: 5,
});

test('tiling along any axes equals that on cpu', async () => {
  await fc.assert(
    fc.asyncProperty(anyTiling, async (axes) => {
      const shape = axes.map(([size]) => size);
      const reps = axes.map(([, count]) => count);
      const tiled = () => [tf.tile(normal(shape), reps), tf.tile(tf.cast(normal(shape), 'int32'), reps)];
      expect(await difference(tiled)).toBe(0);
    }),
    { numRuns: 100, seed: 22 },
  );
});

test('a clone outlives its original', async () => {
  await tf.setBackend('wasm');
  const original = tf.tensor1d([1, 2, 3]);
  const before = tf.memory().numDataBuffers;
  const clone = tf.clone(original);
  expect(tf.memory().numDataBuffers).toBe(before);
  original.dispose();
  tf.tensor1d([7, 8, 9]).dispose();
  expect(Array.from(clone.dataSync())).toEqual([1, 2, 3]);
  clone.dispose();
  expect(tf.memory().numDataBuffers).toBe(before - 1);
});

test('sums of integers stay integers', async () => {
  const [sums] = await on('wasm', () => {
    const result = tf.sum(tf.tensor2d([16777217, 2, 3, 4], [2, 2], 'int32'), 0);
    expect(result.dtype).toBe('int32');
    return [result];
  });
  expect(Array.from(sums)).toEqual([16777220, 6]);
});

test('sums of many values of one sign lose nothing to their number', async () => {
  await tf.setBackend('wasm');
  const count = 64 * 32 * 32;
  const mean = tf.tidy(() => tf.mean(tf.fill([64, 32, 32, 2], 0.1), [0, 1, 2]).arraySync() as number[]);
  expect(mean[0]).toBeCloseTo(0.1, 5);
  const sum = tf.tidy(() => tf.sum(tf.fill([64, 32, 32, 2], 0.1), [0, 1, 2]).arraySync() as number[]);
  expect(sum[1] / count).toBeCloseTo(0.1, 5);
});

test.each([
  ['by channel', [5], true],
  ['by channel without scale and offset', [5], false],
  ['by value', [2, 3, 3, 5], true],
])('batch norm with statistics %s equals that on cpu', async (_name, shape, affine) => {
  const normalise = () => {
    const x = normal([2, 3, 3, 5]) as tf.Tensor4D;
    const [mean, variance] = [normal(shape, 2), tf.abs(normal(shape, 3))] as tf.Tensor4D[];
    const [offset, scale] = affine ? ([normal(shape, 4), normal(shape, 5)] as tf.Tensor4D[]) : [];
    return [tf.batchNorm4d(x, mean, variance, offset, scale, 1e-3)];
  };
  expect(await difference(normalise)).toBeLessThan(1e-5);
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
