import { beforeAll, describe, expect, test } from '@jest/globals';
import { fusedKernels } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { startWasmBackend } from '../src/index.js';
import { difference, on } from './on-backends.js';

beforeAll(async () => {
  await startWasmBackend();
});

const normal = (shape: number[], seed: number, mean = 0, deviation = 1) =>
  tf.randomNormal(shape, mean, deviation, 'float32', seed);

/** The kernel where the backend has it, else what it is composed of. */
const kernelOr = (
  name: string,
  inputs: tf.NamedTensorMap,
  attributes: Record<string, number | boolean>,
  composed: () => tf.Tensor[],
): tf.Tensor[] =>
  tf.getKernel(name, tf.getBackend())
    ? [tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(name, inputs, attributes)].flat()
    : composed();

const rowAxes = (x: tf.Tensor) => x.shape.map((_, axis) => axis).slice(0, -1);

// The textbook's formulas, differentiated by TensorFlow.js.
function normalized(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number, relu: boolean) {
  const { mean, variance } = tf.moments(x, rowAxes(x));
  const y = tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), gamma), beta);
  return relu ? tf.relu(y) : y;
}

/** Rows of more than one block and of less, channels in fours, in sixteens and with a rest. */
const shapes = fc.oneof(
  fc.tuple(fc.integer({ min: 2, max: 700 }), fc.integer({ min: 1, max: 40 })),
  fc.tuple(...[5, 4, 6].map((max) => fc.integer({ min: 2, max })), fc.integer({ min: 1, max: 70 })),
);

describe('batch norm in training', () => {
  const cases = fc.record({ shape: shapes, relu: fc.boolean(), seed: fc.integer({ min: 1, max: 1e6 }) });
  const epsilon = 1e-5;
  const inputsOf = (shape: readonly number[], seed: number) => {
    const channels = shape.at(-1)!;
    const [x, dy] = [normal([...shape], seed, 1, 2), normal([...shape], seed + 1)];
    return { x, dy, gamma: normal([channels], seed + 2, 1), beta: normal([channels], seed + 3) };
  };

  test('gives output and statistics of the batch', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ shape, relu, seed }) => {
        const distance = await difference(() => {
          const { x, gamma, beta } = inputsOf(shape, seed);
          return kernelOr(fusedKernels.batchNormTraining, { x, gamma, beta }, { epsilon, relu }, () => {
            const { mean, variance } = tf.moments(x, rowAxes(x));
            return [normalized(x, gamma, beta, epsilon, relu), mean, variance];
          });
        });
        expect(distance).toBeLessThan(1e-5);
      }),
      { numRuns: 25 },
    );
  });

  test('has the gradient of its formula', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ shape, relu, seed }) => {
        const distance = await difference(() => {
          const { x, dy, gamma, beta } = inputsOf(shape, seed);
          // Away from 0, where rounding decides which side of the rectifier a value is on.
          const { mean, variance } = tf.moments(x, rowAxes(x));
          const isFar = tf.greater(tf.abs(normalized(x, gamma, beta, epsilon, false)), 1e-4);
          const inputs = { dy: tf.where(isFar, dy, 0), x, gamma, beta, mean, variance };
          return kernelOr(fusedKernels.batchNormTrainingGrad, inputs, { epsilon, relu }, () =>
            tf.grads((x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
              normalized(x, gamma, beta, epsilon, relu),
            )([x, gamma, beta], inputs.dy),
          );
        });
        expect(distance).toBeLessThan(2e-5);
      }),
      { numRuns: 25 },
    );
  });

  test('in inference it is the formula with the statistics given', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ shape, relu, seed }) => {
        const distance = await difference(() => {
          const { x, gamma, beta } = inputsOf(shape, seed);
          const mean = normal([shape.at(-1)!], seed + 4);
          const variance = tf.add(tf.square(normal([shape.at(-1)!], seed + 5)), 0.1);
          const inputs = { x, gamma, beta, mean, variance };
          return kernelOr(fusedKernels.batchNormInference, inputs, { epsilon, relu }, () => {
            const y = tf.add(
              tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), gamma),
              beta,
            );
            return [relu ? tf.relu(y) : y];
          });
        });
        expect(distance).toBeLessThan(1e-5);
      }),
      { numRuns: 30 },
    );
  });

  test('a mean far above the spread costs no precision', async () => {
    const [output, mean, variance] = await on('wasm', () => {
      const x = tf.tensor2d(Array.from({ length: 4000 }, (_, i) => [1000 + (i % 4), -3000 - (i % 2)]));
      const inputs = { x, gamma: tf.ones([2]), beta: tf.zeros([2]) };
      return tf.engine().runKernel(fusedKernels.batchNormTraining, inputs, { epsilon: 0, relu: false });
    });
    expect([...mean]).toEqual([1001.5, -3000.5]);
    expect([...variance]).toEqual([1.25, 0.25]);
    const largest = 1.5 / Math.sqrt(1.25);
    [-largest, 1, -largest / 3, -1].forEach((value, i) => expect(output[i]).toBeCloseTo(value, 6));
  });
});

test('the gradient of a rectifier passes where its output is above 0, for any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 1e6 }),
      async (size, seed) => {
        const distance = await difference(() => [
          tf.grad((x) => tf.relu(x))(normal([size], seed), normal([size], seed + 1)),
        ]);
        expect(distance).toBe(0);
      },
    ),
  );
});

test('an update moves each variable as if it were alone', async () => {
  const settings = fc.record({
    momentum: fc.constantFrom(0, 0.5, 0.9),
    weightDecay: fc.constantFrom(0, 5e-4, 0.01),
    nesterov: fc.boolean(),
    learningRate: fc.constantFrom(0.1, 1e-3),
    sizes: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(settings, async ({ sizes, ...attributes }) => {
      const { momentum, weightDecay, nesterov, learningRate } = attributes;
      const distance = await difference(() => {
        const inputs = Object.fromEntries(
          sizes.flatMap((size, i) =>
            ['value', 'gradient', 'velocity'].map((name, j) => [
              `${name}${i}`,
              normal([size], 3 * i + j + 1),
            ]),
          ),
        );
        const all = { ...attributes, count: sizes.length };
        return kernelOr(fusedKernels.nesterovUpdate, inputs, all, () => {
          const moved = sizes.map((_, i) => {
            const gradient = tf.add(inputs[`gradient${i}`], tf.mul(inputs[`value${i}`], weightDecay));
            const velocity = tf.add(tf.mul(inputs[`velocity${i}`], momentum), gradient);
            const direction = nesterov ? tf.add(gradient, tf.mul(velocity, momentum)) : velocity;
            return { velocity, value: tf.sub(inputs[`value${i}`], tf.mul(direction, learningRate)) };
          });
          return [...moved.map(({ value }) => value), ...moved.map(({ velocity }) => velocity)];
        });
      });
      expect(distance).toBeLessThan(1e-6);
    }),
    { numRuns: 25 },
  );
});

test('a slice is the window, of any rank', async () => {
  const axis = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.nat(), fc.nat())
    .map(([side, a, b]) => ({ side, begin: a % side, size: 1 + (b % (side - (a % side))) }));
  await fc.assert(
    fc.asyncProperty(fc.array(axis, { minLength: 1, maxLength: 5 }), async (axes) => {
      const [shape, begin, size] = (['side', 'begin', 'size'] as const).map((key) => axes.map((a) => a[key]));
      const distance = await difference(() => {
        const x = tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape);
        return [tf.slice(x, begin, size)];
      });
      expect(distance).toBe(0);
    }),
  );
});

test('slices of long rows and of integers', async () => {
  const distance = await difference(() => [
    tf.slice(normal([3, 6, 300], 1), [1, 2, 0], [2, 3, 300]),
    tf.cast(tf.slice(tf.reshape(tf.range(0, 12, 1, 'int32'), [3, 4]), [1, 1], [2, 2]), 'float32'),
    tf.slice(normal([4], 2), [1], [0]),
  ]);
  expect(distance).toBe(0);
});

test('a cast to the same type shares its values, and both can be disposed of', async () => {
  await tf.setBackend('wasm');
  const { numTensors, numDataBuffers } = tf.memory();
  const x = tf.tensor1d([1, 2]);
  const same = tf.cast(x, 'float32');
  x.dispose();
  expect([...same.dataSync()]).toEqual([1, 2]);
  same.dispose();
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
});

test('the kernels keep no tensors', async () => {
  await tf.setBackend('wasm');
  const inputs = { x: normal([6, 5], 1), gamma: tf.ones([5]), beta: tf.zeros([5]) };
  const dy = normal([6, 5], 2);
  const { numTensors, numDataBuffers } = tf.memory();
  const attributes = { epsilon: 1e-5, relu: true };
  const outputs: tf.Tensor[] = tf.engine().runKernel(fusedKernels.batchNormTraining, inputs, attributes);
  const [, mean, variance] = outputs;
  const gradients: tf.Tensor[] = tf
    .engine()
    .runKernel(fusedKernels.batchNormTrainingGrad, { ...inputs, dy, mean, variance }, attributes);
  expect(tf.memory().numTensors - numTensors).toBe(6);
  tf.dispose([...outputs, ...gradients]);
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  tf.dispose([...Object.values(inputs), dy]);
});
