import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { sgd, type SgdSettings } from '@augmix/trainer';
import * as tf from '@tensorflow/tfjs-core';

const golden = JSON.parse(readFileSync(new URL('./golden/sgd.json', import.meta.url), 'utf8')) as {
  cases: (Required<SgdSettings> & { weights: number[][] })[];
};
const start = [-1.5, -0.5, 0, 0.25, 1, 2];
const gradient = (step: number): tf.Tensor =>
  tf.tensor1d(start.map((_, index) => (((7 * index + 3 * step) % 11) - 5) / 4));

beforeAll(() => startWasmBackend());

describe('sgd', () => {
  it.each(golden.cases)(
    'moves as torch.optim.SGD: momentum $momentum, nesterov $nesterov, decay $weightDecay',
    async ({ weights, ...settings }) => {
      const optimizer = sgd(settings);
      const variable = tf.variable(tf.tensor1d(start));
      for (const [step, expected] of weights.entries()) {
        const rate = settings.learningRate * (step < 2 ? 1 : 0.5);
        const gradients = { w: gradient(step) };
        optimizer.step({ w: variable }, gradients, rate);
        const moved = [...(await variable.data())];
        moved.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 6));
        tf.dispose(gradients);
      }
      optimizer.dispose();
      variable.dispose();
    },
  );

  it('goes on from a restored state as if it had not been stopped', async () => {
    const settings = golden.cases[0];
    const [a, b] = [sgd(settings), sgd(settings)];
    const variable = tf.variable(tf.tensor1d(start));
    a.step({ w: variable }, { w: gradient(0) }, 0.1);
    b.restore(a.state());
    b.step({ w: variable }, { w: gradient(1) }, 0.1);
    const moved = [...(await variable.data())];
    moved.forEach((value, index) => expect(value).toBeCloseTo(settings.weights[1][index], 6));
    a.dispose();
    b.dispose();
  });

  it('owns one tensor per variable, and none after it is disposed', () => {
    const variable = tf.variable(tf.tensor1d(start));
    const gradients = { w: gradient(0) };
    const optimizer = sgd();
    const before = tf.memory().numTensors;
    for (let step = 0; step < 3; step++) optimizer.step({ w: variable }, gradients, 0.1);
    expect(tf.memory().numTensors).toBe(before + 1);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
