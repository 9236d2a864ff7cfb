import { describe, expect, test } from '@jest/globals';
import { createRegistry, type Metric, type PredictionBatch } from '@augmix/core';
import fc from 'fast-check';
import { error, nll, predictedClasses, predictionChange, top5Error, topError } from '../src/index.js';
import { plugins } from '../src/plugins.js';

const batchOf = (rows: number[][], labels: number[]): PredictionBatch => ({
  logits: Float32Array.from(rows.flat()),
  classes: rows[0].length,
  labels,
});

function valueOf(metric: Metric, ...batches: PredictionBatch[]): number {
  metric.reset();
  for (const batch of batches) metric.update(batch);
  return metric.compute();
}

const batches = fc
  .record({ rows: fc.integer({ min: 1, max: 8 }), classes: fc.integer({ min: 1, max: 9 }) })
  .chain(({ rows, classes }) => {
    const logit = fc.integer({ min: -12, max: 12 }).map((whole) => whole / 4);
    const list = <T>(item: fc.Arbitrary<T>, length: number) =>
      fc.array(item, { minLength: length, maxLength: length });
    return fc.record({
      logits: list(logit, rows * classes).map((values) => Float32Array.from(values)),
      classes: fc.constant(classes),
      labels: list(fc.nat(classes - 1), rows),
    });
  });

const metrics = { error, top5Error, nll };

describe('metrics', () => {
  test('error counts the rows whose largest logit is not the label’s', () => {
    const batch = batchOf(
      [
        [1, 2, 0],
        [5, 2, 0],
        [0, 1, 3],
        [0, 1, 3],
      ],
      [1, 1, 2, 0],
    );
    expect(valueOf(error(), batch)).toBe(50);
  });

  test('of equal logits the first counts as the largest', () => {
    const tie = [[1, 1]];
    expect(valueOf(error(), batchOf(tie, [0]))).toBe(0);
    expect(valueOf(error(), batchOf(tie, [1]))).toBe(100);
    expect([...predictedClasses(Float32Array.of(1, 1), 2)]).toEqual([0]);
  });

  test('top-5 error misses the sixth', () => {
    const row = [9, 8, 7, 6, 5, 4, 3];
    expect(row.map((_, label) => valueOf(top5Error(), batchOf([row], [label])))).toEqual([
      0, 0, 0, 0, 0, 100, 100,
    ]);
  });

  test('negative log-likelihood, by hand', () => {
    const batch = batchOf(
      [
        [Math.log(3), 0],
        [0, 0],
      ],
      [0, 1],
    );
    expect(valueOf(nll(), batch)).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 7);
  });

  test('negative log-likelihood neither overflows nor loses small probabilities', () => {
    expect(valueOf(nll(), batchOf([[10000, 0]], [0]))).toBe(0);
    expect(valueOf(nll(), batchOf([[10000, 0]], [1]))).toBe(10000);
    expect(valueOf(nll(), batchOf([[0, -Infinity]], [1]))).toBe(Infinity);
  });

  test.each(Object.entries(metrics))('%s over a stream is that of all predictions at once', (_, create) => {
    fc.assert(
      fc.property(batches, fc.nat(), (batch, place) => {
        const { logits, classes, labels } = batch;
        const cut = place % (labels.length + 1);
        const parts = [
          {
            logits: logits.subarray(0, cut * classes),
            classes,
            labels: [...labels].slice(0, cut),
          },
          { logits: logits.subarray(cut * classes), classes, labels: [...labels].slice(cut) },
        ];
        expect(valueOf(create(), ...parts)).toBeCloseTo(valueOf(create(), batch), 10);
      }),
    );
  });

  test.each(Object.entries(metrics))(
    '%s does not change when a constant is added to every logit',
    (_, create) => {
      fc.assert(
        fc.property(batches, (batch) => {
          const shifted = { ...batch, logits: batch.logits.map((value) => value + 8) };
          expect(valueOf(create(), shifted)).toBeCloseTo(valueOf(create(), batch), 5);
        }),
      );
    },
  );

  test('errors lie in 0 … 100 and fall as k grows, to 0 at the number of classes', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const errors = Array.from({ length: batch.classes }, (_, place) =>
          valueOf(topError(place + 1), batch),
        );
        errors.forEach((value, place) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(errors[place - 1] ?? 100);
        });
        expect(errors.at(-1)).toBe(0);
      }),
    );
  });

  test('error counts the predicted classes that are not the labels', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const predicted = predictedClasses(batch.logits, batch.classes);
        const wrong = predicted.filter((label, row) => label !== batch.labels[row]).length;
        expect(valueOf(error(), batch)).toBeCloseTo((100 * wrong) / predicted.length, 10);
      }),
    );
  });

  test('a reset forgets', () => {
    const metric = error();
    metric.update(batchOf([[0, 1]], [0]));
    metric.reset();
    metric.update(batchOf([[0, 1]], [1]));
    expect(metric.compute()).toBe(0);
  });

  test('units and directions', () => {
    expect([error(), top5Error(), nll()].map(({ unit, better }) => [unit, better])).toEqual([
      ['%', 'lower'],
      ['%', 'lower'],
      ['', 'lower'],
    ]);
  });

  test.each<[string, PredictionBatch, string]>([
    [
      'a NaN logit',
      batchOf(
        [
          [0, 1],
          [NaN, 0],
        ],
        [0, 0],
      ),
      'logits[1][0]',
    ],
    ['an infinite logit', batchOf([[0, Infinity]], [0]), 'logits[0][1]'],
    ['a label past the last class', batchOf([[0, 1]], [2]), 'labels[0]'],
    [
      'a negative label',
      batchOf(
        [
          [0, 1],
          [0, 1],
        ],
        [0, -1],
      ),
      'labels[1]',
    ],
    ['a label between classes', batchOf([[0, 1]], [0.5]), 'labels[0]'],
    [
      'too few labels',
      batchOf(
        [
          [0, 1],
          [0, 1],
        ],
        [0],
      ),
      'labels',
    ],
    ['a cut row', { logits: new Float32Array(3), classes: 2, labels: [0] }, 'logits'],
    ['no classes', { logits: new Float32Array(0), classes: 0, labels: [] }, 'classes'],
  ])('%s is refused with its place, and nothing of the batch counts', (_, batch, path) => {
    for (const create of Object.values(metrics)) {
      const metric = create();
      metric.update(batchOf([[3, 1]], [0]));
      const before = metric.compute();
      const refusal = { code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) };
      expect(() => metric.update(batch)).toThrow(expect.objectContaining(refusal));
      expect(metric.compute()).toBe(before);
    }
  });

  test('no predictions have no metric', () => {
    for (const create of Object.values(metrics)) {
      expect(() => create().compute()).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    }
  });
});

describe('prediction change', () => {
  test('is the share of rows whose predicted class differs', () => {
    const before = Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1);
    const after = Float32Array.of(9, 8, 0, 1, 0, 5, 0, 2);
    expect(predictionChange(before, after, 2)).toBe(25);
  });

  test('is symmetric, and 0 between equal predictions', () => {
    fc.assert(
      fc.property(batches, ({ logits, classes }) => {
        const reversed = logits.toReversed();
        expect(predictionChange(logits, reversed, classes)).toBe(predictionChange(reversed, logits, classes));
        expect(
          predictionChange(
            logits,
            logits.map((value) => 2 * value),
            classes,
          ),
        ).toBe(0);
      }),
    );
  });

  test.each([
    [Float32Array.of(1, NaN), Float32Array.of(1, 0), 'logitsA[0][1]'],
    [Float32Array.of(1, 0), Float32Array.of(NaN, 0), 'logitsB[0][0]'],
    [Float32Array.of(1, 0), Float32Array.of(1, 0, 1, 0), 'logitsB'],
    [new Float32Array(0), new Float32Array(0), 'logitsB'],
  ])('refuses %j and %j', (a, b, path) => {
    const refusal = { code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) };
    expect(() => predictionChange(a, b, 2)).toThrow(expect.objectContaining(refusal));
  });
});

describe('metric plugins', () => {
  test('are error, top5-error and nll', async () => {
    const registry = createRegistry().use(plugins);
    const batch = batchOf([[0, 1, 2, 3, 4, 5]], [0]);
    const valueOfPlugin = async (type: 'error' | 'top5-error' | 'nll') =>
      valueOf(await registry.create('metric', { type }), batch);
    expect(await valueOfPlugin('error')).toBe(100);
    expect(await valueOfPlugin('top5-error')).toBe(100);
    expect(await valueOfPlugin('nll')).toBeCloseTo(5.4562, 3);
  });
});
