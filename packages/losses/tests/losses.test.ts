import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createRegistry } from '@augmix/core';
import type { Loss } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { crossEntropy, jensenShannon, jensenShannonDivergence, softmaxCrossEntropy } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { crossEntropy64, divergence64, gradient64, softmax, type Matrix } from './float64.js';
import { backends, startBackend } from './start-backend.js';

const golden = JSON.parse(readFileSync(new URL('./golden/jensen-shannon.json', import.meta.url), 'utf8'));

function valueAndGradient(f: (logits: tf.Tensor2D) => tf.Tensor, logits: Matrix) {
  const { value, grad } = tf.valueAndGrad((x) => f(x as tf.Tensor2D))(tf.tensor2d(logits));
  return { value: value.dataSync()[0], gradient: [...grad.dataSync()] };
}

const oneHot = (labels: number[], classes: number): tf.Tensor2D =>
  tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32') as tf.Tensor2D;

function expectClose(actual: number[], expected: number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, place) => expect(Math.abs(value - expected[place])).toBeLessThan(tolerance));
}

const logit = fc.integer({ min: -64, max: 64 }).map((whole) => whole / 16);
/** Logits of `views` views of one to three images. */
const viewsOfLogits = (largest = 1) =>
  fc
    .record({
      views: fc.integer({ min: 1, max: 4 }),
      examples: fc.integer({ min: 1, max: 3 }),
      classes: fc.integer({ min: 2, max: 5 }),
    })
    .chain(({ views, examples, classes }) => {
      const row = fc.array(
        logit.map((value) => value * largest),
        { minLength: classes, maxLength: classes },
      );
      const rows = fc.array(row, { minLength: views * examples, maxLength: views * examples });
      return fc.record({ views: fc.constant(views), examples: fc.constant(examples), logits: rows });
    });

describe.each(backends)('losses on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  test('value and gradient equal the reference’s golden case', () => {
    const labels = oneHot(golden.labels, 4);
    const loss = jensenShannon();
    const result = valueAndGradient((logits) => loss.compute({ logits, labels, views: 3 }), golden.logits);
    expectClose([result.value], [golden.total], 1e-6);
    expectClose(result.gradient, golden.grad_logits.flat(), 2e-7);
    const ce = crossEntropy().compute({ logits: tf.tensor2d(golden.logits.slice(0, 2)), labels, views: 1 });
    expectClose([...ce.dataSync()], [golden.ce], 1e-7);
    const divergence = jensenShannonDivergence(tf.tensor2d(golden.logits), 3);
    const meanOfParts = (golden.kl[0] + golden.kl[1] + golden.kl[2]) / 3;
    expectClose([...divergence.dataSync()], [meanOfParts], 1e-7);
  });

  test('the divergence and its gradient agree with float64 and central differences', () => {
    fc.assert(
      fc.property(viewsOfLogits(), ({ views, logits }) => {
        const result = valueAndGradient((x) => jensenShannonDivergence(x, views), logits);
        expectClose([result.value], [divergence64(logits, views)], 1e-5);
        expectClose(result.gradient, gradient64((x) => divergence64(x, views), logits).flat(), 1e-5);
      }),
      { numRuns: 40 },
    );
  });

  test('so they do where the clamp of the mean is active', () => {
    // Probabilities of about 1e-8, below the clamp at 1e-7.
    const logits = [
      [0, -18.5, 0.5],
      [0.5, -18.2, 0],
    ];
    expect(Math.max(...logits.map((row) => softmax(row)[1]))).toBeLessThan(1e-7);
    const factor = 1e6;
    const scaled = (x: tf.Tensor2D) => tf.mul(jensenShannonDivergence(x, 2), factor);
    const { gradient } = valueAndGradient(scaled, logits);
    const expected = gradient64((x) => divergence64(x, 2), logits).flat();
    // The middle class alone; without the clamp's effect its gradient would be several times larger.
    for (const place of [1, 4]) expect(gradient[place] / factor / expected[place]).toBeCloseTo(1, 2);
  });

  test('soft labels: cross-entropy and its gradient agree with float64 and central differences', () => {
    fc.assert(
      fc.property(viewsOfLogits(), ({ logits }) => {
        const soft = logits.map((row) => softmax(row.map((value) => -value / 3)));
        const labels = tf.tensor2d(soft);
        const result = valueAndGradient((x) => softmaxCrossEntropy(x, labels), logits);
        expectClose([result.value], [crossEntropy64(logits, soft)], 1e-5);
        expectClose(result.gradient, gradient64((x) => crossEntropy64(x, soft), logits).flat(), 1e-5);
      }),
      { numRuns: 40 },
    );
  });

  test('the divergence lies in 0 … log(views), however large the logits', () => {
    fc.assert(
      fc.property(viewsOfLogits(100), ({ views, logits }) => {
        const { value, gradient } = valueAndGradient((x) => jensenShannonDivergence(x, views), logits);
        // The clamp may take at most classes · 1e-7 from a sum of logarithms, float32 as much again.
        expect(value).toBeGreaterThanOrEqual(-1e-6);
        expect(value).toBeLessThanOrEqual(Math.log(views) + 1e-6);
        expect(gradient.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('the divergence does not depend on the order of the views', () => {
    fc.assert(
      fc.property(viewsOfLogits(), ({ views, examples, logits }) => {
        const chunks = Array.from({ length: views }, (_, view) =>
          logits.slice(view * examples, (view + 1) * examples),
        );
        const reversed = chunks.toReversed().flat();
        const [forward, backward] = [logits, reversed].map((x) =>
          valueAndGradient((x) => jensenShannonDivergence(x, views), x),
        );
        expectClose([forward.value], [backward.value], 1e-6);
        const width = examples * logits[0].length;
        const gradientChunks = chunks.map((_, view) =>
          backward.gradient.slice(view * width, (view + 1) * width),
        );
        expectClose(gradientChunks.toReversed().flat(), forward.gradient, 1e-6);
      }),
      { numRuns: 25 },
    );
  });

  test('views that agree have divergence 0 and no gradient', () => {
    const rows = [
      [3, -1, 0.5],
      [0, 2, 1],
    ];
    const result = valueAndGradient((x) => jensenShannonDivergence(x, 3), [...rows, ...rows, ...rows]);
    expectClose([result.value], [0], 1e-7);
    expectClose(result.gradient, Array(18).fill(0), 1e-7);
  });

  test('gradients of the divergence sum to 0 over the classes of each row', () => {
    const { gradient } = valueAndGradient((x) => jensenShannonDivergence(x, 3), golden.logits);
    for (let row = 0; row < 6; row++) {
      expectClose([gradient.slice(4 * row, 4 * row + 4).reduce((sum, value) => sum + value)], [0], 1e-7);
    }
  });

  test('with one view Jensen–Shannon is plain cross-entropy', () => {
    const input = {
      logits: tf.tensor2d(golden.logits.slice(0, 2)),
      labels: oneHot(golden.labels, 4),
      views: 1,
    };
    const [both, plain] = [jensenShannon(), crossEntropy()].map((loss) => loss.compute(input).dataSync()[0]);
    expect(both).toBe(plain);
  });

  test('cross-entropy of several views is the mean of theirs', () => {
    const labels = oneHot(golden.labels, 4);
    const compute = (rows: Matrix, views: number) =>
      crossEntropy()
        .compute({ logits: tf.tensor2d(rows), labels, views })
        .dataSync()[0];
    const single = [0, 2, 4].map((start) => compute(golden.logits.slice(start, start + 2), 1));
    expectClose([compute(golden.logits, 3)], [(single[0] + single[1] + single[2]) / 3], 1e-6);
  });

  test('classes ruled out by −∞ count as probability 0', () => {
    const logits = [
      [1, 0, -Infinity],
      [0, 2, -Infinity],
    ];
    const labels = oneHot([0], 3);
    const result = valueAndGradient((x) => jensenShannon().compute({ logits: x, labels, views: 2 }), logits);
    const finite = logits.map((row) => row.slice(0, 2));
    expectClose([result.value], [crossEntropy64([finite[0]], [[1, 0]]) + 12 * divergence64(finite, 2)], 1e-5);
    expect([result.gradient[2], result.gradient[5]].map(Math.abs)).toEqual([0, 0]);
  });

  test.each([['cross-entropy', crossEntropy()] as const, ['Jensen–Shannon', jensenShannon()] as const])(
    '%s keeps no tensors',
    (_, loss: Loss) => {
      const logits = tf.tensor2d(golden.logits);
      const labels = oneHot(golden.labels, 4);
      const before = tf.memory().numTensors;
      loss.compute({ logits, labels, views: 3 }).dispose();
      tf.grad((x) => loss.compute({ logits: x as tf.Tensor2D, labels, views: 3 }))(logits).dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

describe('loss arguments', () => {
  const compute = (loss: Loss, labels: [number, number], views: number) =>
    loss.compute({ logits: tf.zeros([6, 4]), labels: tf.zeros(labels), views });

  test.each([
    [() => jensenShannon({ weight: -1 }), 'weight'],
    [() => jensenShannon({ weight: NaN }), 'weight'],
    [() => compute(jensenShannon(), [3, 4], 3), 'logits'],
    [() => compute(crossEntropy(), [3, 4], 1), 'logits'],
    [() => compute(crossEntropy(), [2, 5], 3), 'labels'],
    [() => compute(crossEntropy(), [2, 4], 0), 'views'],
    [() => jensenShannonDivergence(tf.zeros([6, 4]), 4), 'logits'],
  ])('are refused by name: %s', (call, path) => {
    const refusal = { code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) };
    expect(call).toThrow(expect.objectContaining(refusal));
  });

  test('the plugins are cross-entropy and jensen-shannon', async () => {
    const registry = createRegistry().use(plugins);
    const labels = oneHot(golden.labels, 4);
    const plain = await registry.create('loss', { type: 'cross-entropy' });
    const weighted = await registry.create('loss', { type: 'jensen-shannon', weight: 0 });
    const views = { logits: tf.tensor2d(golden.logits), labels, views: 3 };
    expectClose([...weighted.compute(views).dataSync()], [golden.ce], 1e-6);
    expect(
      plain.compute({ ...views, logits: tf.slice(views.logits, 0, 2), views: 1 }).dataSync()[0],
    ).toBeCloseTo(golden.ce);
    await expect(registry.create('loss', { type: 'jensen-shannon', weight: -1 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID_VALUE',
    });
  });
});
