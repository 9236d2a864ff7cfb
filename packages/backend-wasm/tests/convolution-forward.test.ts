import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { startWasmBackend } from '../src/index.js';
import { difference } from './on-backends.js';

beforeAll(async () => {
  await startWasmBackend();
});

const normal = (shape: number[], seed: number, deviation = 1) =>
  tf.randomNormal(shape, 0, deviation, 'float32', seed);
const size = (max: number) => fc.integer({ min: 1, max });

test('convolutions of any sizes, strides and dilations equal those on cpu', async () => {
  const anyConvolution = fc.record({
    x: fc.tuple(size(3), size(9), size(9), size(9)),
    filter: fc.tuple(size(5), size(5)),
    outChannels: size(20),
    strides: fc.tuple(size(4), size(4)),
    dilation: fc.constantFrom(1, 1, 1, 2),
    pad: fc.constantFrom('same' as const, 'valid' as const),
  });
  await fc.assert(
    fc.asyncProperty(anyConvolution, async ({ x, filter, outChannels, strides, dilation, pad }) => {
      fc.pre(pad === 'same' || filter.every((taps, axis) => (taps - 1) * dilation < x[axis + 1]));
      fc.pre(dilation === 1 || strides.every((stride) => stride === 1));
      const convolve = () => [
        tf.conv2d(
          normal(x, 1) as tf.Tensor4D,
          normal([...filter, x[3], outChannels], 2) as tf.Tensor4D,
          strides,
          pad,
          'NHWC',
          dilation,
        ),
      ];
      expect(await difference(convolve)).toBeLessThan(1e-5);
    }),
    { numRuns: 200, seed: 41 },
  );
});

test.each([
  ['linear', 7],
  ['relu', 16],
  ['relu', 5],
  ['relu6', 12],
  ['elu', 8],
  ['sigmoid', 8],
] as const)('with a bias and %s on %d channels', async (activation, outChannels) => {
  const layer = (useBias: boolean) =>
    tf.fused.conv2d({
      x: normal([2, 8, 8, 8], 1) as tf.Tensor4D,
      filter: normal([3, 3, 8, outChannels], 2, 0.2) as tf.Tensor4D,
      bias: useBias ? (normal([outChannels], 3) as tf.Tensor1D) : undefined,
      strides: 1,
      pad: 'same',
      activation,
    });
  expect(await difference(() => [layer(true), layer(false)])).toBeLessThan(1e-5);
});

test('a value that is not a number stays visible behind a rectifier', async () => {
  await tf.setBackend('wasm');
  const found = tf.tidy(() =>
    tf.fused
      .conv2d({
        x: tf.fill([1, 2, 2, 1], NaN) as tf.Tensor4D,
        filter: tf.ones([1, 1, 1, 4]) as tf.Tensor4D,
        strides: 1,
        pad: 'same',
        activation: 'relu',
      })
      .dataSync(),
  );
  expect(Array.from(found).every(Number.isNaN)).toBe(true);
});
