import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { startWasmBackend } from '../src/index.js';
import { difference } from './on-backends.js';

beforeAll(async () => {
  await startWasmBackend();
});

type Shape4D = [number, number, number, number];

const normal = (shape: readonly number[], seed: number) =>
  tf.randomNormal([...shape] as [number, number, number, number], 0, 1, 'float32', seed) as tf.Tensor4D;
const size = (max: number) => fc.integer({ min: 1, max });

test('gradients of depthwise convolutions equal those on cpu', async () => {
  const anyConvolution = fc.record({
    x: fc.tuple(size(3), size(9), size(9), size(9)),
    filter: fc.tuple(size(5), size(5)),
    multiplier: size(3),
    // The cpu backend knows no others.
    stride: size(3),
    pad: fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.integer({ min: 0, max: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(anyConvolution, async ({ x, filter, multiplier, stride, pad }) => {
      const extra = typeof pad === 'number' ? 2 * pad : 0;
      fc.pre(pad === 'same' || filter.every((taps, axis) => taps <= x[axis + 1] + extra));
      const filterShape: Shape4D = [...filter, x[3], multiplier];
      const options = { strides: stride, pad, dilations: 1, dimRoundingMode: 'floor' };
      const out = tf.backend_util.computeConv2DInfo(x, filterShape, stride, 1, pad, 'floor', true).outShape;
      fc.pre(out.every((side) => side > 0));
      // Called by themselves, since the backend's own forward convolution fails for some of these sizes.
      const gradients = () => {
        const dy = normal(out, 3);
        const run = (kernel: string, inputs: tf.NamedTensorMap, shape: object) =>
          tf.engine().runKernel(kernel, inputs, { ...options, ...shape }) as tf.Tensor;
        return [
          run(
            tf.DepthwiseConv2dNativeBackpropInput,
            { dy, filter: normal(filterShape, 2) },
            { inputShape: x },
          ),
          run(tf.DepthwiseConv2dNativeBackpropFilter, { x: normal(x, 1), dy }, { filterShape }),
        ];
      };
      expect(await difference(gradients)).toBeLessThan(1e-5);
    }),
    { numRuns: 200, seed: 51 },
  );
});

test('a network of depthwise and pointwise convolutions learns', async () => {
  await tf.setBackend('wasm');
  const model = layers.sequential({
    layers: [
      layers.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      layers.layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'relu' }),
      layers.layers.separableConv2d({ filters: 8, kernelSize: 3, strides: 2, activation: 'relu' }),
      layers.layers.globalAveragePooling2d({}),
      layers.layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'categoricalCrossentropy' });
  // Two classes that differ in brightness.
  const x = tf.add(normal([16, 8, 8, 3], 1), tf.reshape(tf.tile(tf.tensor1d([-1, 1]), [8]), [16, 1, 1, 1]));
  const y = tf.oneHot(tf.tile(tf.tensor1d([0, 1], 'int32'), [8]), 2);
  const { history } = await model.fit(x, y, { epochs: 40, verbose: 0 });
  expect(history.loss.at(-1)).toBeLessThan(0.1);
  model.dispose();
  tf.dispose([x, y]);
});
