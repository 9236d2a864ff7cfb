import { beforeAll, expect, test } from '@jest/globals';
import { fusedKernels } from '@augmix/core/tensor';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { startTensorflowBackend } from '../src/index.js';
import { describeInstalled } from './installed.js';

// Silences the advice to install another backend, and looks for memory that kernels leave behind.
tf.env().set('IS_TEST', true);

type Values = Record<string, tf.Tensor>;

/** Inputs that are the same on every backend. */
const normal = (shape: number[], mean: number, deviation: number, seed: number): tf.Tensor =>
  tf.randomNormal(shape, mean, deviation, 'float32', seed);

async function on(backend: string, compute: () => tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(backend);
  const results = tf.tidy(compute);
  const values = results.map((result) => [...result.shape, ...result.dataSync()]);
  tf.dispose(results);
  return values;
}

/** Runs a kernel of backend `tensorflow` and its composed form on `cpu`; their largest relative difference. */
async function difference(
  kernel: string,
  inputs: () => Values,
  attributes: Record<string, number | boolean>,
  composed: (inputs: Values) => tf.Tensor[],
): Promise<number> {
  await tf.setBackend('tensorflow');
  const before = tf.memory().numTensors;
  const found = await on('tensorflow', () =>
    [tf.engine().runKernel(kernel, inputs(), attributes)].flat().map((tensor) => tensor as tf.Tensor),
  );
  expect(tf.memory().numTensors).toBe(before);
  const expected = await on('cpu', () => composed(inputs()));
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  const relative = expected.map((values, i) => {
    const scale = Math.max(1, ...values.map(Math.abs));
    return Math.max(...values.map((value, j) => Math.abs(value - found[i][j]) / scale));
  });
  return Math.max(...relative);
}

// The textbook's formulas, differentiated by TensorFlow.js.
function normalized({ x, gamma, beta }: Values, epsilon: number, relu: boolean): tf.Tensor {
  const { mean, variance } = tf.moments(x, x.shape.map((_, axis) => axis).slice(0, -1));
  const y = tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), gamma), beta);
  return relu ? tf.relu(y) : y;
}

const shapes = [
  [4, 3],
  [5, 7, 2],
  [3, 5, 4, 6],
  [8, 16, 16, 16],
  [2, 3, 2, 3, 2],
];
const settings = shapes.flatMap((shape) => [true, false].map((relu) => ({ shape, relu })));

const batch = (shape: number[]): Values => {
  const channels = shape.at(-1)!;
  return {
    x: normal(shape, 0.5, 2, 1),
    gamma: normal([channels], 1, 0.3, 2),
    beta: normal([channels], 0, 0.5, 3),
  };
};

describeInstalled('on TensorFlow', () => {
  beforeAll(async () => void (await startTensorflowBackend()));

  test.each(settings)(
    'batch norm of $shape, relu $relu, is what it is composed of',
    async ({ shape, relu }) => {
      const epsilon = 1e-3;
      const distance = await difference(
        fusedKernels.batchNormTraining,
        () => batch(shape),
        { epsilon, relu },
        (inputs) => {
          const axes = shape.map((_, axis) => axis).slice(0, -1);
          const { mean, variance } = tf.moments(inputs['x'], axes);
          return [normalized(inputs, epsilon, relu), mean, variance];
        },
      );
      expect(distance).toBeLessThan(1e-6);
    },
  );

  test.each(settings)(
    'its gradient for $shape, relu $relu, is the differentiated one',
    async ({ shape, relu }) => {
      const epsilon = 1e-3;
      const inputs = (): Values => ({ ...batch(shape), dy: normal(shape, 0, 1, 4) });
      const statistics = await on('cpu', () => {
        const axes = shape.map((_, axis) => axis).slice(0, -1);
        const { mean, variance } = tf.moments(inputs()['x'], axes);
        return [mean, variance];
      });
      const [mean, variance] = statistics.map(([, ...values]) => values);
      const distance = await difference(
        fusedKernels.batchNormTrainingGrad,
        () => ({ ...inputs(), mean: tf.tensor1d(mean), variance: tf.tensor1d(variance) }),
        { epsilon, relu },
        ({ x, gamma, beta, dy }) =>
          tf.grads((x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
            normalized({ x, gamma, beta }, epsilon, relu),
          )([x, gamma, beta], dy),
      );
      expect(distance).toBeLessThan(1e-5);
    },
  );

  test('the gradient of a rectifier passes where its output is above 0', async () => {
    const distance = await difference(
      fusedKernels.reluGrad,
      () => ({ dy: normal([3, 5, 4, 6], 0, 1, 1), y: tf.relu(normal([3, 5, 4, 6], 0, 1, 2)) }),
      {},
      ({ dy, y }) => [tf.mul(dy, tf.cast(tf.greater(y, 0), 'float32'))],
    );
    expect(distance).toBe(0);
  });

  test.each([
    { momentum: 0.9, weightDecay: 5e-4, nesterov: true },
    { momentum: 0.9, weightDecay: 0, nesterov: false },
    { momentum: 0, weightDecay: 0.01, nesterov: false },
  ])('an update with %j is the one of each variable alone', async (attributes) => {
    const variables = [[3, 3, 2, 4], [4], [4, 3], [1]];
    const learningRate = 0.1;
    const { momentum, weightDecay, nesterov } = attributes;
    const distance = await difference(
      fusedKernels.nesterovUpdate,
      () =>
        Object.fromEntries(
          variables.flatMap((shape, i) =>
            ['value', 'gradient', 'velocity'].map((name, j) => [
              `${name}${i}`,
              normal(shape, 0, 1, 3 * i + j + 1),
            ]),
          ),
        ),
      { count: variables.length, learningRate, ...attributes },
      (inputs) => {
        const updates = variables.map((_, i) => {
          const gradient = tf.add(inputs[`gradient${i}`], tf.mul(inputs[`value${i}`], weightDecay));
          const velocity = tf.add(tf.mul(inputs[`velocity${i}`], momentum), gradient);
          const direction = nesterov ? tf.add(gradient, tf.mul(velocity, momentum)) : velocity;
          return { velocity, value: tf.sub(inputs[`value${i}`], tf.mul(direction, learningRate)) };
        });
        return [...updates.map(({ value }) => value), ...updates.map(({ velocity }) => velocity)];
      },
    );
    expect(distance).toBeLessThan(1e-6);
  });
});
