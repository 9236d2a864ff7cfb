import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRegistry } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
// In Node, the definitions of gradients come with the layers.
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { startWasmBackend } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { exactConvolution } from './exact-convolution.js';

interface Case {
  x: [number, number, number, number];
  outChannels: number;
  pad: Parameters<typeof tf.conv2d>[3];
}

/** Data of unit scale, a filter that keeps the scale, and a gradient of unit scale. */
function operands({ x, outChannels, pad }: Case) {
  const filter: [number, number, number, number] = [3, 3, x[3], outChannels];
  const info = tf.backend_util.computeConv2DInfo(x, filter, 1, 1, pad);
  const normal = (dimensions: Case['x'], deviation: number, seed: number) =>
    tf.randomNormal(dimensions, 0, deviation, 'float32', seed) as tf.Tensor4D;
  return {
    info,
    values: [normal(x, 1, 1), normal(filter, Math.sqrt(1 / (9 * x[3])), 2), normal(info.outShape, 1, 3)],
  };
}

/** A 3×3 convolution, the gradient of its input and that of its filter. */
function results(shape: Case): { found: Float32Array[]; expected: () => Float64Array[] } {
  const { info, values } = operands(shape);
  const [x, filter, dy] = values;
  const convolve = (a: tf.Tensor, b: tf.Tensor) =>
    tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, shape.pad);
  const found = tf.tidy(() =>
    [convolve(x, filter), ...tf.grads(convolve)([x, filter], dy)].map((t) => t.dataSync() as Float32Array),
  );
  const read = values.map((t) => t.dataSync() as Float32Array);
  tf.dispose(values);
  const expected = () =>
    exactConvolution(
      {
        x: shape.x,
        filter: info.filterShape,
        out: [info.outHeight, info.outWidth],
        strides: [1, 1],
        pads: [info.padInfo.top, info.padInfo.left],
      },
      read,
    );
  return { found, expected };
}

/** The largest difference; NaN counts as infinite. */
function largestError(found: Float32Array, expected: Float64Array): number {
  return found.reduce((most, value, i) => {
    const distance = Math.abs(value - expected[i]);
    return distance <= most ? most : distance || Infinity;
  }, 0);
}

const size = (min: number, max: number) => fc.integer({ min, max });
const channels = size(2, 6).map((vectors) => 4 * vectors);

const anyCase: fc.Arbitrary<Case> = fc.record({
  x: fc.tuple(size(1, 4), size(3, 14), size(3, 14), channels),
  outChannels: channels,
  pad: fc.oneof(
    fc.constant<Case['pad']>('same'),
    fc.constant<Case['pad']>('valid'),
    fc.tuple(size(0, 4), size(0, 4), size(0, 4), size(0, 4)).map(([t, b, l, r]): Case['pad'] => [
      [0, 0],
      [t, b],
      [l, r],
      [0, 0],
    ]),
  ),
});

afterAll(async () => {
  await startWasmBackend();
});

describe.each([
  { winograd: true, bound: 5e-5 },
  { winograd: false, bound: 1e-5 },
])('3×3 convolutions with winograd: $winograd', ({ winograd, bound }) => {
  beforeAll(async () => {
    await startWasmBackend({ winograd });
  });

  test('equal float64 for any sizes and paddings, relative to the scale of the result', () => {
    fc.assert(
      fc.property(anyCase, (shape) => {
        const { found, expected } = results(shape);
        expected().forEach((values, i) => {
          const scale = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
          expect(largestError(found[i], values)).toBeLessThan(bound * Math.max(1, scale));
        });
      }),
      { numRuns: 60, seed: 31 },
    );
  });

  test('keep their bound with 64 channels', () => {
    const { found, expected } = results({ x: [2, 12, 12, 64], outChannels: 64, pad: 'same' });
    expect(largestError(found[0], expected()[0])).toBeLessThan(bound);
  });

  test('give the same bytes twice', () => {
    const shape: Case = { x: [5, 9, 6, 12], outChannels: 20, pad: 'same' };
    expect(results(shape).found).toEqual(results(shape).found);
  });
});

test('the plugin turns it off', async () => {
  const registry = createRegistry().use(plugins);
  const shape: Case = { x: [1, 8, 8, 8], outChannels: 8, pad: 'same' };
  const found = [];
  for (const options of [{}, { winograd: true }, { winograd: false }]) {
    const backend = await registry.create('backend', { type: 'wasm', ...options });
    await backend.start();
    found.push(results(shape).found);
  }
  expect(found[1]).toEqual(found[0]);
  expect(found[2]).not.toEqual(found[0]);
});
