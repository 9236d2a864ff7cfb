import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { conv2dBackpropFilter, conv2dBackpropInput, startWasmBackend } from '../src/index.js';
import { difference, on } from './on-backends.js';

beforeAll(async () => {
  await startWasmBackend();
});

type Pad = Parameters<typeof tf.conv2d>[3];

interface Case {
  x: [number, number, number, number];
  filter: [number, number, number, number];
  strides: [number, number];
  pad: Pad;
}

/** Input and filter gradient of a convolution with random operands, weighted with a random `dy`. */
function gradients({ x, filter, strides, pad }: Case): tf.Tensor[] {
  const convolve = (a: tf.Tensor, b: tf.Tensor) =>
    tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad);
  const dy = tf.randomNormal(convolve(tf.zeros(x), tf.zeros(filter)).shape, 0, 1, 'float32', 3);
  const operands = [tf.randomNormal(x, 0, 1, 'float32', 1), tf.randomNormal(filter, 0, 1, 'float32', 2)];
  return tf.grads(convolve)(operands, dy);
}

const size = (max: number) => fc.integer({ min: 1, max });
const padding = (limit: number) =>
  fc.oneof(
    fc.constant<Pad>('same'),
    fc.constant<Pad>('valid'),
    fc
      .tuple(
        ...([0, 1, 2, 3].map(() => fc.integer({ min: 0, max: limit })) as [
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
        ]),
      )
      .map(([t, b, l, r]): Pad => [
        [0, 0],
        [t, b],
        [l, r],
        [0, 0],
      ]),
  );

/** Any convolution whose output has at least one pixel. */
const anyCase = fc
  .record({
    x: fc.tuple(size(3), size(9), size(9), size(5)),
    kernel: fc.tuple(size(5), size(5), size(6)),
    strides: fc.tuple(size(4), size(4)),
    pad: padding(3),
  })
  .map(({ x, kernel: [height, width, outChannels], strides, pad }): Case => ({
    x,
    filter: [height, width, x[3], outChannels],
    strides,
    pad,
  }))
  .filter(
    ({ x, filter, pad }) =>
      pad === 'same' ||
      [0, 1].every((axis) => {
        const extra = Array.isArray(pad) ? pad[axis + 1][0] + pad[axis + 1][1] : 0;
        return x[axis + 1] + extra >= filter[axis];
      }),
  );

describe('gradients of tf.conv2d on wasm equal those on cpu', () => {
  test('for any sizes, channels, strides up to 4 and paddings', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (convolution) => {
        expect(await difference(() => gradients(convolution))).toBeLessThan(1e-5);
      }),
      { numRuns: 300, seed: 20 },
    );
  });

  test.each<[string, Case]>([
    ['stem', { x: [4, 12, 12, 3], filter: [3, 3, 3, 16], strides: [1, 1], pad: 'same' }],
    ['block', { x: [4, 8, 8, 16], filter: [3, 3, 16, 16], strides: [1, 1], pad: 'same' }],
    ['narrowing', { x: [2, 8, 8, 16], filter: [3, 3, 16, 5], strides: [1, 1], pad: 'same' }],
    ['downsampling', { x: [4, 8, 8, 16], filter: [3, 3, 16, 32], strides: [2, 2], pad: 'same' }],
    [
      'downsampling, padded as in PyTorch',
      { x: [4, 8, 8, 16], filter: [3, 3, 16, 32], strides: [2, 2], pad: 1 },
    ],
    ['shortcut', { x: [4, 8, 8, 16], filter: [1, 1, 16, 32], strides: [1, 1], pad: 'same' }],
    ['shortcut with stride 2', { x: [4, 8, 8, 16], filter: [1, 1, 16, 32], strides: [2, 2], pad: 'valid' }],
    [
      'shortcut with stride 2, odd size',
      { x: [4, 9, 7, 16], filter: [1, 1, 16, 32], strides: [2, 2], pad: 'valid' },
    ],
    ['ImageNet stem', { x: [2, 20, 20, 3], filter: [7, 7, 3, 16], strides: [2, 2], pad: 'same' }],
    ['patches', { x: [2, 16, 16, 3], filter: [4, 4, 3, 8], strides: [4, 4], pad: 'valid' }],
    ['padding beyond the filter', { x: [2, 4, 4, 3], filter: [2, 2, 3, 4], strides: [1, 1], pad: 3 }],
  ])('for a %s convolution', async (_name, convolution) => {
    expect(await difference(() => gradients(convolution))).toBeLessThan(1e-5);
  });
});

test('the gradients composed of other kernels give the same numbers', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ x, filter, strides, pad }) => {
      const compare = () => {
        const convolve = (a: tf.Tensor, b: tf.Tensor) =>
          tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad);
        const images = tf.randomNormal<tf.Rank.R4>(x, 0, 1, 'float32', 1);
        const weights = tf.randomNormal<tf.Rank.R4>(filter, 0, 1, 'float32', 2);
        const dy = tf.randomNormal<tf.Rank.R4>(
          convolve(images, weights).shape as typeof x,
          0,
          1,
          'float32',
          3,
        );
        const [dx, dFilter] = tf.grads(convolve)([images, weights], dy);
        const options = { strides, pad: pad as 'same' };
        const composed = [
          conv2dBackpropInput(dy, weights, x, options),
          conv2dBackpropFilter(images, dy, filter, options),
        ];
        return [tf.max(tf.abs(tf.sub(dx, composed[0]))), tf.max(tf.abs(tf.sub(dFilter, composed[1])))];
      };
      for (const [distance] of await on('wasm', compare)) expect(distance).toBeLessThan(1e-4);
    }),
    { numRuns: 100, seed: 22 },
  );
});

test('the transposed convolution, which runs on the same kernel, and its gradients equal those on cpu', async () => {
  const transposed = () => {
    const x = tf.randomNormal<tf.Rank.R4>([2, 4, 5, 6], 0, 1, 'float32', 1);
    const filter = tf.randomNormal<tf.Rank.R4>([3, 3, 4, 6], 0, 1, 'float32', 2);
    const compute = (a: tf.Tensor, b: tf.Tensor) =>
      tf.conv2dTranspose(a as tf.Tensor4D, b as tf.Tensor4D, [2, 8, 10, 4], 2, 'same');
    return [compute(x, filter), ...tf.grads(compute)([x, filter])];
  };
  expect(await difference(transposed)).toBeLessThan(1e-5);
});

test('channels-first tensors are refused, as by the forward convolution', async () => {
  await tf.setBackend('wasm');
  const refuse = () =>
    tf
      .engine()
      .runKernel(
        tf.Conv2DBackpropFilter,
        { x: tf.zeros([1, 2, 4, 4]), dy: tf.zeros([1, 2, 4, 4]) },
        { strides: 1, pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 2, 2] },
      );
  expect(() => tf.tidy(refuse)).toThrow(/NCHW/);
});
