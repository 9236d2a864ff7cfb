import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { BatchNormalization, batchNormTraining } from '../src/index.js';
import { backends, startBackend } from './start-backend.js';

/** Σ w · batchNorm(x) in float64, x as rows of channels. */
function weightedSum(x: number[], gamma: number[], beta: number[], w: number[], epsilon: number): number {
  const channels = gamma.length;
  const count = x.length / channels;
  let total = 0;
  for (let c = 0; c < channels; c++) {
    const column = Array.from({ length: count }, (_, row) => x[row * channels + c]);
    const mean = column.reduce((sum, value) => sum + value, 0) / count;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    column.forEach((value, row) => {
      const normal = (value - mean) / Math.sqrt(variance + epsilon);
      total += w[row * channels + c] * (normal * gamma[c] + beta[c]);
    });
  }
  return total;
}

function finiteDifferences(f: (values: number[]) => number, at: number[]): number[] {
  const step = 1e-5;
  return at.map((value, place) => {
    const [above, below] = [step, -step].map((shift) => f(at.with(place, value + shift)));
    return (above - below) / (2 * step);
  });
}

const closeTo = (actual: ArrayLike<number>, expected: number[], tolerance: number) => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, place) => {
    expect(Math.abs(actual[place] - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
  });
};

describe.each(backends)('batch normalisation on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  const value = fc.integer({ min: -40, max: 40 }).map((whole) => whole / 16);
  const cases = fc
    .record({
      batch: fc.integer({ min: 2, max: 4 }),
      height: fc.integer({ min: 1, max: 3 }),
      width: fc.integer({ min: 1, max: 3 }),
      channels: fc.integer({ min: 1, max: 3 }),
    })
    .chain((shape) => {
      const size = shape.batch * shape.height * shape.width * shape.channels;
      const list = (length: number) => fc.array(value, { minLength: length, maxLength: length });
      return fc.tuple(fc.constant(shape), list(size), list(shape.channels), list(shape.channels), list(size));
    });

  test('value and gradients agree with float64 finite differences', () => {
    fc.assert(
      fc.property(cases, ([{ batch, height, width, channels }, x, gamma, beta, w]) => {
        const epsilon = 0.01;
        const weights = tf.tensor4d(w, [batch, height, width, channels]);
        const inputs = [
          tf.tensor4d(x, [batch, height, width, channels]),
          tf.tensor1d(gamma),
          tf.tensor1d(beta),
        ];
        const { value, grads } = tf.valueAndGrads((...[x, gamma, beta]) =>
          tf.sum(
            tf.mul(batchNormTraining(x, gamma as tf.Tensor1D, beta as tf.Tensor1D, epsilon).output, weights),
          ),
        )(inputs);
        closeTo(value.dataSync(), [weightedSum(x, gamma, beta, w, epsilon)], 1e-4);
        const [dx, dGamma, dBeta] = grads.map((gradient) => gradient.dataSync());
        closeTo(
          dx,
          finiteDifferences((at) => weightedSum(at, gamma, beta, w, epsilon), x),
          1e-3,
        );
        closeTo(
          dGamma,
          finiteDifferences((at) => weightedSum(x, at, beta, w, epsilon), gamma),
          1e-3,
        );
        closeTo(
          dBeta,
          finiteDifferences((at) => weightedSum(x, gamma, at, w, epsilon), beta),
          1e-3,
        );
      }),
      { numRuns: 25 },
    );
  });

  test('with relu it is the rectifier of the output, values and gradients alike', () => {
    const [gamma, beta] = [tf.tensor1d([1, -0.5, 2]), tf.tensor1d([0.25, 0, -1])];
    const inputs = [tf.randomNormal([4, 3, 2, 3], 1, 2, 'float32', 5), gamma, beta];
    const weights = tf.randomNormal(inputs[0].shape, 0, 1, 'float32', 6);
    const resultOf = (form: (...inputs: [tf.Tensor, tf.Tensor1D, tf.Tensor1D]) => tf.Tensor) => {
      const total = (...inputs: tf.Tensor[]) =>
        tf.sum(tf.mul(form(...(inputs as Parameters<typeof form>)), weights));
      const { value, grads } = tf.valueAndGrads(total)(inputs);
      return [value, ...grads].map((tensor) => [...tensor.dataSync()]);
    };
    const separate = resultOf((x, gamma, beta) => tf.relu(batchNormTraining(x, gamma, beta, 1e-5).output));
    const together = resultOf(
      (x, gamma, beta) => batchNormTraining(x, gamma, beta, 1e-5, { relu: true }).output,
    );
    together.forEach((values, place) => closeTo(values, separate[place], 1e-6));
  });

  test('each output channel has mean beta and standard deviation gamma', () => {
    const x = tf.randomNormal([8, 5, 4, 2], 3, 2, 'float32', 1);
    const { output } = batchNormTraining(x, tf.tensor1d([2, 0.5]), tf.tensor1d([-1, 4]), 0);
    const { mean, variance } = tf.moments(output, [0, 1, 2]);
    closeTo(mean.dataSync(), [-1, 4], 1e-5);
    closeTo(variance.dataSync(), [4, 0.25], 1e-5);
  });

  test('a mean far above the spread costs no more precision than float32 itself', () => {
    const spread = [0, 1, 2, 3];
    const x = tf.tensor2d(spread.map((value) => [1000 + value]));
    const { mean, variance } = batchNormTraining(x, tf.ones([1]), tf.zeros([1]), 0);
    closeTo(mean.dataSync(), [1001.5], 1e-7);
    closeTo(variance.dataSync(), [1.25], 1e-6);
  });

  test('a training step moves the running mean and the unbiased variance by one tenth', () => {
    const layer = new BatchNormalization();
    const x = tf.tensor2d([[1], [3], [8]]);
    layer.apply(x, { training: true });
    const [, , mean, variance] = layer.getWeights().map((weight) => weight.dataSync()[0]);
    expect(mean).toBeCloseTo(0.1 * 4, 6);
    expect(variance).toBeCloseTo(0.9 + 0.1 * ((9 + 1 + 16) / 2), 6);
  });

  test('inference equals the stock layer with the same weights and leaves the running values alone', () => {
    const own = new BatchNormalization({ epsilon: 1e-3 });
    const stock = layers.batchNormalization({ epsilon: 1e-3 });
    const x = tf.randomNormal([2, 3, 3, 4], 0, 1, 'float32', 2);
    own.build(x.shape);
    stock.build(x.shape);
    const weights = [0.5, 1, 1.5, 2].map((base) => tf.tensor1d([base, base + 1, base + 2, base + 3]));
    own.setWeights(weights);
    stock.setWeights(weights);
    const expected = (stock.apply(x) as tf.Tensor).dataSync();
    closeTo((own.apply(x) as tf.Tensor).dataSync(), [...expected], 1e-5);
    expect(own.getWeights().map((weight) => [...weight.dataSync()])).toEqual(
      weights.map((weight) => [...weight.dataSync()]),
    );
  });

  test('keeps no tensors but its results', () => {
    const [x, gamma, beta] = [tf.ones([2, 2, 2, 3]), tf.ones([3]), tf.zeros([3])] as const;
    const before = tf.memory().numTensors;
    const result = batchNormTraining(x, gamma as tf.Tensor1D, beta as tf.Tensor1D, 1e-5);
    expect(tf.memory().numTensors - before).toBe(3);
    tf.dispose({ ...result });
    const gradient = tf.grad(
      (x) => batchNormTraining(x, gamma as tf.Tensor1D, beta as tf.Tensor1D, 1e-5).output,
    )(x);
    expect(tf.memory().numTensors - before).toBe(1);
    gradient.dispose();
  });
});

describe('the batch normalization layer', () => {
  test.each([true, false])('built as rectified it gives no negative values (training: %p)', (training) => {
    const [plain, rectified] = [false, true].map((rectified) => new BatchNormalization({ rectified }));
    const x = tf.randomNormal([5, 4], 0, 1, 'float32', 3);
    const output = rectified.apply(x, { training }) as tf.Tensor;
    expect(output.arraySync()).toEqual(tf.relu(plain.apply(x, { training }) as tf.Tensor).arraySync());
    expect(Object.keys(rectified.getConfig())).toEqual(Object.keys(plain.getConfig()));
  });

  afterAll(() => startBackend('cpu'));

  test('has the class name, config keys and weights of the stock layer', () => {
    const own = new BatchNormalization({ name: 'bn' });
    const stock = layers.batchNormalization({ name: 'bn', momentum: 0.9, epsilon: 1e-5 });
    own.build([null, 4]);
    stock.build([null, 4]);
    expect(own.getClassName()).toBe(stock.getClassName());
    expect(own.getConfig()).toEqual(stock.getConfig());
    const namesOf = (layer: layers.Layer) =>
      layer.weights.map(({ originalName, trainable }) => [originalName, trainable]);
    expect(namesOf(own)).toEqual(namesOf(stock));
  });

  test('refuses to train on a single value per channel', () => {
    expect(() => batchNormTraining(tf.ones([1, 3]), tf.ones([3]), tf.zeros([3]), 1e-5)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});
