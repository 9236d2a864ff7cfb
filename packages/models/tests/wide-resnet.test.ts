import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createRegistry } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describeModel, wideResnet } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { backends, startBackend } from './start-backend.js';

const small = wideResnet({ depth: 10, widen: 1 });
const cifar = { inputShape: [32, 32, 3], classes: 10, seed: 1 } as const;

function checksum(model: LayersModel): string {
  const hash = createHash('sha256');
  for (const weight of model.getWeights()) hash.update(weight.dataSync() as Float32Array);
  return hash.digest('hex').slice(0, 16);
}

describe('wide residual networks', () => {
  beforeAll(() => startBackend('cpu'));

  // Counts as in the paper's implementation (third_party/WideResNet_pytorch of google-research/augmix).
  test.each([
    [10, 2_243_546],
    [100, 2_255_156],
  ])('WRN-40-2 with %i classes has %i trainable parameters', (classes, parameters) => {
    const model = wideResnet().build({ ...cifar, classes });
    expect(describeModel(model)).toEqual({
      name: 'wide-resnet-40-2',
      trainableParameters: parameters,
      multiplyAdds: 327_598_080 + 128 * classes,
      inputShape: [32, 32, 3],
      outputShape: [classes],
    });
    model.dispose();
  });

  test('multiply-adds of WRN-10-1, layer by layer', () => {
    const stem = 32 * 32 * 27 * 16;
    const group1 = 32 * 32 * (2 * 9 * 16 * 16);
    const group2 = 16 * 16 * (9 * 16 * 32 + 9 * 32 * 32 + 16 * 32);
    const group3 = 8 * 8 * (9 * 32 * 64 + 9 * 64 * 64 + 32 * 64);
    expect(describeModel(small.build(cifar)).multiplyAdds).toBe(stem + group1 + group2 + group3 + 64 * 10);
  });

  test('building twice gives the same layer names, each once', () => {
    const namesOf = (model: LayersModel) => model.layers.map(({ name }) => name);
    const names = namesOf(small.build(cifar));
    expect(new Set(names).size).toBe(names.length);
    expect(namesOf(small.build(cifar))).toEqual(names);
    expect(names).toContain('group2/block1/conv1');
  });

  test('initial weights depend on the seed alone, on every backend', async () => {
    const checksums: string[] = [];
    for (const backend of backends) {
      await startBackend(backend);
      checksums.push(checksum(small.build(cifar)));
    }
    await startBackend('cpu');
    expect(checksums).toEqual(['f8593effc724e45c', 'f8593effc724e45c']);
    expect(checksum(small.build({ ...cifar, seed: 2 }))).not.toBe(checksums[0]);
    expect(checksum(wideResnet({ depth: 10, widen: 1, dropRate: 0.3 }).build(cifar))).toBe(checksums[0]);
  });

  test('initial weights follow PyTorch’s distributions', () => {
    const model = small.build(cifar);
    const valuesOf = (name: string) =>
      model.weights.find(({ originalName }) => originalName === name)!.read();
    const kernel = valuesOf('group3/block1/conv2/kernel');
    const { mean, variance } = tf.moments(kernel);
    const expected = 2 / (9 * 64);
    // Five standard errors of mean and variance of 36 864 normal numbers.
    expect(Math.abs(mean.dataSync()[0])).toBeLessThan(5 * Math.sqrt(expected / kernel.size));
    expect(Math.abs(variance.dataSync()[0] / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / kernel.size));
    // Normal, not truncated at two deviations.
    expect(tf.max(tf.abs(kernel)).dataSync()[0]).toBeGreaterThan(3 * Math.sqrt(expected));

    const linear = valuesOf('head/logits/kernel').dataSync();
    const largest = Math.max(...linear.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(1 / 8);
    expect(largest).toBeGreaterThan(0.95 / 8);
    expect(Math.max(...valuesOf('head/logits/bias').dataSync())).toBe(0);
    expect([...valuesOf('head/bn/gamma').dataSync()]).toEqual(Array(64).fill(1));
  });

  test.each([
    [[64, 64, 3], {}],
    [[30, 45, 1], {}],
    [[32, 32, 3], { stemStride: 4, width: 8 }],
  ] as const)('takes images of %j with %j', (inputShape, options) => {
    const model = wideResnet({ depth: 10, widen: 1, ...options }).build({ inputShape, classes: 7, seed: 1 });
    const logits = model.predict(tf.randomUniform([2, ...inputShape], 0, 1, 'float32', 1)) as tf.Tensor;
    expect(logits.shape).toEqual([2, 7]);
    expect(logits.dataSync().every(Number.isFinite)).toBe(true);
  });

  test('two models in one process do not share weights', () => {
    const x = tf.randomNormal([1, 8, 8, 3], 0, 1, 'float32', 1);
    const [first, second] = [1, 2].map((seed) => small.build({ inputShape: [8, 8, 3], classes: 3, seed }));
    const logitsOf = (model: LayersModel) => (model.predict(x) as tf.Tensor).dataSync();
    expect(logitsOf(first)).not.toEqual(logitsOf(second));
  });

  test('a training pass leaves the gradients and nothing else', () => {
    const model = wideResnet({ depth: 10, widen: 1, dropRate: 0.2 }).build({
      inputShape: [8, 8, 3],
      classes: 3,
      seed: 1,
    });
    const x = tf.ones([2, 8, 8, 3]);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const before = tf.memory().numTensors;
    const { value, grads } = tf.variableGrads(
      () => tf.sum<tf.Scalar>(model.apply(x, { training: true }) as tf.Tensor),
      variables,
    );
    expect(tf.memory().numTensors - before).toBe(variables.length + 1);
    tf.dispose([value, grads]);
  });

  test.each([
    [{ depth: 12 }, 'depth'],
    [{ depth: 4 }, 'depth'],
    [{ widen: 0 }, 'widen'],
    [{ width: 1.5 }, 'width'],
    [{ dropRate: 1 }, 'dropRate'],
    [{ stemStride: 0 }, 'stemStride'],
  ])('refuses %j', (options, path) => {
    const refusal = { code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) };
    expect(() => wideResnet(options)).toThrow(expect.objectContaining(refusal));
  });

  test('is the plugin wide-resnet', async () => {
    const registry = createRegistry().use(plugins);
    const network = await registry.create('model', { type: 'wide-resnet', depth: 10, widen: 1 });
    expect(network.build(cifar).name).toBe('wide-resnet-10-1');
    await expect(registry.create('model', { type: 'wide-resnet', depth: 41 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID_VALUE',
      details: { path: 'depth', expected: '6n + 4: 10, 16, 22, 28, 34, 40, …' },
    });
  });
});
