import { describe, expect, test } from '@jest/globals';
import { createRegistry, type Metric, type PredictionBatch } from '@augmix/core';
import fc from 'fast-check';
import {
  adaptiveEce,
  aurra,
  brier,
  ece,
  error,
  errorsOf,
  madCalibrationError,
  nll,
  predictedClasses,
  predictionChange,
  rmsCalibrationError,
  softF1,
  top5Error,
  topError,
} from '../src/index.js';
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

const metrics: Record<string, () => Metric> = {
  error,
  top5Error,
  nll,
  brier,
  rmsCalibrationError: () => rmsCalibrationError({ binSize: 2 }),
  madCalibrationError: () => madCalibrationError({ binSize: 3, lastBin: 'include' }),
  ece,
  adaptiveEce: () => adaptiveEce({ bins: 3 }),
  softF1,
  aurra,
};

/** Equal up to rounding, or both without a value. */
function expectEqual(found: number, expected: number, digits: number): void {
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(found).toBeCloseTo(expected, digits);
}

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
        expectEqual(valueOf(create(), ...parts), valueOf(create(), batch), 10);
      }),
    );
  });

  test.each(Object.entries(metrics))(
    '%s does not change when a constant is added to every logit',
    (_, create) => {
      fc.assert(
        fc.property(batches, (batch) => {
          const shifted = { ...batch, logits: batch.logits.map((value) => value + 8) };
          expectEqual(valueOf(create(), shifted), valueOf(create(), batch), 5);
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

  test('errorsOf tells for each prediction what error averages', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const wrong = errorsOf(batch.logits, batch.labels, batch.classes);
        const share = (100 * wrong.reduce((sum, value) => sum + value, 0)) / wrong.length;
        expect(share).toBeCloseTo(valueOf(error(), batch), 10);
      }),
    );
  });

  test.each(Object.entries(metrics))('%s forgets with a reset', (_, create) => {
    const metric = create();
    const batch = batchOf(
      [
        [0, 1],
        [0, 4],
        [2, 0],
      ],
      [1, 1, 1],
    );
    metric.update(batchOf([[0, 1]], [0]));
    metric.interval!({ resamples: 2 });
    metric.reset();
    metric.update(batch);
    expect(metric.compute()).toBe(valueOf(create(), batch));
  });

  test('units and directions', () => {
    const plain = ['nll', 'brier'];
    const higher = ['softF1', 'aurra'];
    for (const [name, create] of Object.entries(metrics)) {
      const { unit, better } = create();
      expect([name, unit, better]).toEqual([
        name,
        plain.includes(name) ? '' : '%',
        higher.includes(name) ? 'higher' : 'lower',
      ]);
    }
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
    ['a row of nothing but −∞', batchOf([[-Infinity, -Infinity]], [0]), 'logits[0]'],
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
      metric.update(
        batchOf(
          [
            [3, 1],
            [3, 2],
            [1, 5],
          ],
          [0, 1, 1],
        ),
      );
      const before = metric.compute();
      const refusal = { code: 'LOGITS_INVALID', details: expect.objectContaining({ path }) };
      expect(() => metric.update(batch)).toThrow(expect.objectContaining(refusal));
      expect(metric.compute()).toBe(before);
    }
  });

  test('no predictions have no metric', () => {
    for (const create of Object.values(metrics)) {
      const refusal = expect.objectContaining({ code: 'LOGITS_INVALID' });
      expect(() => create().compute()).toThrow(refusal);
      expect(() => create().interval!()).toThrow(refusal);
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
    const refusal = { code: 'LOGITS_INVALID', details: expect.objectContaining({ path }) };
    expect(() => predictionChange(a, b, 2)).toThrow(expect.objectContaining(refusal));
  });
});

describe('metric plugins', () => {
  const registry = createRegistry().use(plugins);
  const batch = batchOf(
    [
      [0, 1, 2, 3, 4, 5],
      [9, 1, 2, 3, 4, 5],
      [0, 7, 2, 3, 4, 5],
    ],
    [0, 0, 1],
  );

  test('have the names, the defaults and the values of the functions', async () => {
    const functions = {
      error,
      'top5-error': top5Error,
      nll,
      brier,
      'rms-calibration-error': rmsCalibrationError,
      'mad-calibration-error': madCalibrationError,
      ece,
      'adaptive-ece': adaptiveEce,
      'soft-f1': softF1,
      aurra,
    };
    expect(registry.names('metric').sort()).toEqual(Object.keys(functions).sort());
    for (const [type, create] of Object.entries(functions)) {
      const metric = await registry.create('metric', { type: type as keyof typeof functions });
      expectEqual(valueOf(metric, batch), valueOf(create(), batch), 12);
    }
  });

  test('take options', async () => {
    const options = { binSize: 1, lastBin: 'include' } as const;
    expect(
      valueOf(await registry.create('metric', { type: 'rms-calibration-error', ...options }), batch),
    ).toBe(valueOf(rmsCalibrationError(options), batch));
    expect(valueOf(await registry.create('metric', { type: 'ece', bins: 2 }), batch)).toBe(
      valueOf(ece({ bins: 2 }), batch),
    );
  });

  test.each([
    () => rmsCalibrationError({ binSize: 0 }),
    () => madCalibrationError({ lastBin: 'merge' as 'drop' }),
    () => ece({ bins: 1.5 }),
    () => adaptiveEce({ bins: -1 }),
    () => topError(0),
  ])('%s is refused', (create) => {
    expect(create).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
