// Backends that are the reference with one kernel wrong: the law that uses the kernel finds it.
import { beforeAll, expect, test } from '@jest/globals';
import { AugmixError } from '@augmix/core';
import { defineBackend, type Backend } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs';
import { brokenLaws, describeBackend } from '../src/index.js';
import { about, goodPlugins, goodSet } from './good-plugins.js';

beforeAll(async () => void (await tf.setBackend('cpu')));

/** The reference under another name, with one kernel that gives zeros. */
function withWrongKernel(kernelName: string): Backend {
  const name = `without-${kernelName}`;
  return {
    async start() {
      if (!tf.findBackendFactory(name)) {
        tf.registerBackend(name, tf.findBackendFactory('cpu'));
        tf.copyRegisteredKernels('cpu', name);
        const right = tf.getKernel(kernelName, name);
        tf.unregisterKernel(kernelName, name);
        tf.registerKernel({
          ...right,
          kernelFunc: (args) => {
            const result = right.kernelFunc(args);
            const { data } = args.backend as unknown as { data: tf.DataStorage<{ values: Float32Array }> };
            for (const { dataId } of [result].flat()) data.get(dataId).values.fill(0);
            return result;
          },
        });
      }
      await tf.setBackend(name);
    },
    describe: async () => ({ name }),
  };
}

const pluginOf = (backend: Backend) =>
  defineBackend({ name: 'acme/wrong', ...about, load: async () => () => backend });

const training = { model: 'acme/linear', loss: 'acme/cross-entropy', optimizer: 'acme/momentum' };
const settings = { tf, registry: goodSet, training };

/** Checks one law alone. */
async function lawOf(backend: Backend, law: string): Promise<void> {
  const laws = new Map<string, () => void | Promise<void>>();
  const runner = {
    describe: (_: string, body: () => void) => body(),
    it: (name: string, body: () => void | Promise<void>) => void laws.set(name, body),
  };
  describeBackend(pluginOf(backend), { ...settings, runner });
  await laws.get(law)!();
}

test.each([
  ['Conv2D', 'computes convolutions as the cpu backend does', /^1×1 on 6×6, stride 1, padding same: number/],
  [
    'Conv2DBackpropInput',
    'computes convolutions padded by a number as the cpu backend does',
    /gradient by input 0/,
  ],
  ['Conv2DBackpropFilter', 'computes convolutions as the cpu backend does', /gradient by input 1/],
  ['MaxPoolGrad', 'computes pooling as the cpu backend does', /^maximum 2×2 on 6×6, .*gradient by input 0/],
  [
    'FusedBatchNorm',
    'computes batch norm with given statistics as the cpu backend does',
    /^on \[2, 5, 3, 4\]/,
  ],
  ['BatchMatMul', 'computes matrix products as the cpu backend does', /^transposed false, false/],
  ['Maximum', 'computes arithmetic with broadcasting as the cpu backend does', /^maximum of/],
  ['Relu', 'computes elementwise functions as the cpu backend does', /^relu: number/],
  ['Softmax', 'computes softmax as the cpu backend does', /^softmax: number/],
  ['Max', 'computes sums, means and maxima as the cpu backend does', /^max over everything/],
  ['Tile', 'computes changes of shape as the cpu backend does', /^tile: number/],
  ['BatchMatMul', 'takes a training step as the cpu backend does', /the loss|the gradient/],
  ['Multiply', 'updates weights as the cpu backend does', /the weights after three steps: number/],
])('a wrong %s breaks "%s"', async (kernel, law, found) => {
  await expect(lawOf(withWrongKernel(kernel), law)).rejects.toMatchObject({
    name: 'BrokenLaw',
    found: expect.stringMatching(found),
  });
  expect(tf.getBackend()).toBe('cpu');
});

test('the reference itself keeps every law', async () => {
  expect(await brokenLaws(goodPlugins.backend, settings)).toEqual([]);
});

test('without backend cpu or gradients nothing is compared', async () => {
  const { findBackendFactory: _, ...alone } = tf;
  expect(await brokenLaws(pluginOf(withWrongKernel('Relu')), { tf: alone })).toEqual([]);
});

test('a law that a backend cannot keep is excepted with its reason, and only then', async () => {
  const law = 'computes elementwise functions as the cpu backend does';
  const exceptions = { [law]: 'this card has no rectifier' };
  expect(await brokenLaws(pluginOf(withWrongKernel('Relu')), { tf, exceptions })).toEqual([]);
  const [broken] = await brokenLaws(goodPlugins.backend, { tf, exceptions });
  expect(broken.found).toBe('it holds, and needs no exception (this card has no rectifier)');
  await expect(brokenLaws(goodPlugins.backend, { tf, exceptions: { compute: '.' } })).rejects.toThrow(
    AugmixError,
  );
});
