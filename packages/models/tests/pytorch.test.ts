import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { wideResnet } from '../src/index.js';
import { startBackend } from './start-backend.js';

// WRN-10-1 in PyTorch, float64; the file says where it comes from.
const golden = JSON.parse(readFileSync(new URL('./golden/wide-resnet.json', import.meta.url), 'utf8'));

/** The formula of tools/golden/models.py. */
function numbers(count: number, stream: number, scale: number): number[] {
  return Array.from({ length: count }, (_, place) => {
    let word = (Math.imul(place, 2654435761) + Math.imul(stream, 2246822519) + 374761393) >>> 0;
    word = Math.imul(word ^ (word >>> 15), 2246822519) >>> 0;
    word = (word ^ (word >>> 13)) >>> 0;
    return ((word >>> 16) / 32768 - 1) * scale;
  });
}

/** Name of a weight in PyTorch's model. */
const pytorchName = (name: string): string =>
  name
    .replaceAll('/', '.')
    .replace(/kernel$|gamma$/, 'weight')
    .replace(/beta$/, 'bias')
    .replace('moving_mean', 'running_mean')
    .replace('moving_variance', 'running_var');

/** From PyTorch's order of axes, [out, in, …], to [… , in, out]. */
function weightFrom(values: number[], shape: readonly (number | null)[]): tf.Tensor {
  const sides = shape as number[];
  if (sides.length === 4)
    return tf.transpose(tf.tensor(values, [sides[3], sides[2], sides[0], sides[1]]), [2, 3, 1, 0]);
  if (sides.length === 2) return tf.transpose(tf.tensor(values, [sides[1], sides[0]]));
  return tf.tensor1d(values);
}

function expectClose(tensor: tf.Tensor, expected: number[], tolerance: number): void {
  const actual = tensor.dataSync();
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  expected.forEach((value, place) => expect(Math.abs(actual[place] - value)).toBeLessThan(tolerance * scale));
}

describe('WRN-10-1 with given weights', () => {
  let model: LayersModel;
  let images: tf.Tensor;

  beforeAll(async () => {
    await startBackend('cpu');
    model = wideResnet({ depth: 10, widen: 1 }).build({ inputShape: [8, 8, 3], classes: 5, seed: 0 });
    for (const weight of model.trainableWeights) {
      const name = pytorchName(weight.originalName);
      const stream = golden.parameters.indexOf(name);
      expect([name, stream]).not.toEqual([name, -1]);
      const values = numbers(tf.util.sizeFromShape(weight.shape as number[]), stream, 0.3);
      const offset = weight.originalName.endsWith('gamma') ? 1 : 0;
      weight.write(tf.add(weightFrom(values, weight.shape), offset));
    }
    images = tf.transpose(tf.tensor(numbers(4 * 3 * 8 * 8, 1000, 1), [4, 3, 8, 8]), [0, 2, 3, 1]);
  });
  afterAll(() => {
    model.dispose();
  });

  test('has PyTorch’s parameters', () => {
    const names = model.trainableWeights.map(({ originalName }) => pytorchName(originalName));
    expect(names.sort()).toEqual([...golden.parameters].sort());
  });

  test('gives PyTorch’s logits, gradients and running values', () => {
    expectClose(model.apply(images) as tf.Tensor, golden.logitsEvalBefore, 1e-5);

    const labels = tf.oneHot(tf.tensor1d(golden.labels, 'int32'), 5);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(images, { training: true }) as tf.Tensor;
      expectClose(logits, golden.logitsTrain, 1e-4);
      return tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(labels, logits);
    }, variables);
    expect(value.dataSync()[0]).toBeCloseTo(golden.loss, 5);

    for (const weight of model.trainableWeights) {
      const norm = tf.norm(grads[weight.name]).dataSync()[0];
      const expected = golden.gradientNorms[pytorchName(weight.originalName)];
      expect([weight.originalName, Math.abs(norm / expected - 1) < 1e-4]).toEqual([
        weight.originalName,
        true,
      ]);
    }
    const stem = tf.transpose(grads[model.getLayer('stem').weights[0].name], [3, 2, 0, 1]);
    expectClose(tf.slice(stem, 0, 2), golden.gradientOfStem, 1e-4);

    for (const weight of model.nonTrainableWeights) {
      expectClose(weight.read(), golden.buffers[pytorchName(weight.originalName)], 1e-5);
    }
    expectClose(model.apply(images) as tf.Tensor, golden.logitsEvalAfter, 1e-4);
  });
});
