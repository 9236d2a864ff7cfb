import type { Metric, PredictionBatch } from '@augmix/core';
import { claim, claimSame, shown } from '../internal/claim.js';
import type { Law } from '../law.js';

const classes = 10;

/** Predictions that are often right, enough of them for bins of a hundred, from record `start` to `end`. */
function predictions(start = 0, end = 400): PredictionBatch {
  const labels = Array.from({ length: end - start }, (_, row) => ((start + row) * 7) % classes);
  const logits = Float32Array.from({ length: (end - start) * classes }, (_, index) => {
    const record = start + Math.floor(index / classes);
    const isRight = index % classes === (record * 7) % classes;
    return 3 * Math.sin(record * 12.9898 + (index % classes) * 78.233) + (isRight ? 2 : 0);
  });
  return { logits, classes, labels };
}

function result(metric: Metric, ...batches: PredictionBatch[]): number {
  for (const batch of batches) metric.update(batch);
  return metric.compute();
}

function claimClose(found: number, expected: number, what: string): void {
  const isClose =
    Object.is(found, expected) || Math.abs(found - expected) <= 1e-6 * Math.max(1, Math.abs(expected));
  claim(isClose, `${what} ${found} instead of ${expected}`);
}

/** What holds for a metric. */
export const metricLaws: readonly Law<Metric>[] = [
  {
    name: 'says its unit and which way is better',
    because: '`unit` is a text, empty for a plain number, and `better` is lower or higher: tables need both',
    check: async ({ create }) => {
      const { unit, better } = await create();
      claim(typeof unit === 'string', `unit is ${shown(unit)}`);
      claim(['lower', 'higher'].includes(better), `better is ${shown(better)}`);
    },
  },
  {
    name: 'gives a finite number',
    because: '`compute` gives one number of what `update` has seen',
    check: async ({ create }) => {
      const value = result(await create(), predictions());
      claim(Number.isFinite(value), `it gives ${shown(value)}`);
    },
  },
  {
    name: 'gives the same however the batches are cut',
    because: 'predictions come batch by batch, and the last batch is short',
    check: async ({ create }) => {
      const whole = result(await create(), predictions());
      const parts = [predictions(0, 1), predictions(1, 350), predictions(350, 400)];
      claimClose(result(await create(), ...parts), whole, 'batches of 1, 349 and 50 give');
    },
  },
  {
    name: 'forgets everything on reset',
    because: '`reset` starts anew, since one metric judges many data sets',
    check: async ({ create }) => {
      const fresh = result(await create(), predictions(100, 400));
      const metric = await create();
      result(metric, predictions(0, 100));
      metric.reset();
      claimClose(result(metric, predictions(100, 400)), fresh, 'after a reset it gives');
    },
  },
  {
    name: 'can be asked at any time',
    because: '`compute` changes nothing: it is called twice, and between updates',
    check: async ({ create }) => {
      const whole = result(await create(), predictions());
      const metric = await create();
      result(metric, predictions(0, 150));
      const value = result(metric, predictions(150, 400));
      claimClose(value, whole, 'asked halfway, it ends with');
      claimClose(metric.compute(), value, 'asked again, it gives');
    },
  },
  {
    name: 'leaves the predictions as they were',
    because: 'several metrics look at one batch',
    check: async ({ create }) => {
      const batch = predictions();
      result(await create(), batch);
      claimSame(batch, predictions(), 'the batch changed');
    },
  },
  {
    name: 'does not lean on arrays that it was lent',
    because: 'the arrays of a batch are filled anew for the next one',
    check: async ({ create }) => {
      const metric = await create();
      const batch = predictions();
      const labels = [...(batch.labels as number[])];
      metric.update({ ...batch, labels });
      batch.logits.fill(0);
      labels.fill(0);
      claimClose(
        metric.compute(),
        result(await create(), predictions()),
        'with the arrays overwritten it gives',
      );
    },
  },
  {
    name: 'has an interval that its seed determines',
    because: '`interval`, where there is one, gives a lower and an upper bound, the same for the same seed',
    check: async ({ create }) => {
      const metric = await create();
      if (!metric.interval) return;
      metric.update(predictions());
      const settings = { level: 0.9, resamples: 50, seed: 3 };
      const [low, high] = metric.interval(settings);
      claim(Number.isFinite(low) && low <= high && Number.isFinite(high), `the interval is ${low} … ${high}`);
      claimSame(metric.interval(settings), [low, high], 'the same interval again');
    },
  },
];
