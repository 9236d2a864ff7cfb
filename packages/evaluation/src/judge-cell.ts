import { AugmixError, isAugmixError, type Metric } from '@augmix/core';
import { averageProbabilities, errorsOf } from '@augmix/metrics';
import { packBits } from './internal/bits.js';
import { cellName, type Cell } from './cell.js';
import { judgeSequences, type JudgedSequences } from './judge-sequences.js';

/** A measured number. */
export interface MeasuredValue {
  /** Null where the metric is not defined, such as a calibration error of fewer predictions than a bin holds. */
  value: number | null;
  /** `%`, or empty for a plain number. */
  unit: string;
  better: 'lower' | 'higher';
  /** Bounds of the 95 % bootstrap interval. */
  interval?: readonly [number, number];
}

/** What one model does on the clean images or on one corruption at one severity. */
export interface JudgedImages {
  metrics: Record<string, MeasuredValue>;
  /** One bit per image, base64, the first image in the lowest bit: set where the predicted class is wrong. */
  wrong: string;
}

/** What is known of a cell, model by model. */
export interface CellRecord {
  /** Number of images, or of sequences. */
  images: number;
  models: Record<string, JudgedImages | JudgedSequences>;
}

/** Everything that was predicted for a cell. */
export interface CellPredictions {
  /** Number of records. */
  count: number;
  /** Images per record. */
  frames: number;
  /** `[count, frames, classes]` of each model, by its name. */
  logits: Record<string, Float32Array>;
  classes: number;
  /** `[count]`; sequences have none. */
  labels?: Int32Array;
}

/** The name that the average of several models goes by. */
export const ensembleName = 'ensemble';

/**
 * Judges the predictions of a cell: each model's, and with several models also those of their ensemble, whose probabilities
 * are the average of theirs.
 *
 * @param metrics by name; used one after the other and left in any state.
 * @throws AugmixError `LOGITS_INVALID` that names the model and the cell.
 * @example
 * ```ts
 * import { judgeCell } from '@augmix/evaluation';
 * import { error } from '@augmix/metrics';
 * const logits = { sure: Float32Array.of(9, 0, 0, 9), wrong: Float32Array.of(1, 0, 1, 0) };
 * const predictions = { count: 2, frames: 1, classes: 2, logits, labels: Int32Array.of(0, 1) };
 * const { models } = judgeCell({ kind: 'clean' }, predictions, { error: error() });
 * Object.keys(models); // => ['sure', 'wrong', 'ensemble']
 * 'metrics' in models.ensemble && models.ensemble.metrics.error.value; // => 0
 * ```
 */
export function judgeCell(
  cell: Cell,
  predictions: CellPredictions,
  metrics: Readonly<Record<string, Metric>>,
): CellRecord {
  const { logits, classes, count, frames } = predictions;
  const models: CellRecord['models'] = {};
  const judge = (name: string, values: Float32Array): void => {
    try {
      models[name] =
        cell.kind === 'perturbation'
          ? judgeSequences(values, { frames, classes, compare: cell.compare })
          : judgeImages(cell, values, predictions, metrics);
    } catch (error) {
      throw placed(error, name, cell);
    }
  };
  for (const [name, values] of Object.entries(logits)) judge(name, values);
  // Judged one by one first, so that it is known whose logits cannot be.
  const all = Object.values(logits);
  if (all.length > 1) judge(ensembleName, averageProbabilities(all, classes));
  return { images: count, models };
}

/** An error about a place in logits, with whose they are and of what. */
function placed(error: unknown, name: string, cell: Cell): unknown {
  if (!isAugmixError(error)) return error;
  const { path, ...details } = error.details;
  const whose = `${name} on ${cellName(cell)}`;
  return new AugmixError(error.code, error.message, {
    ...details,
    path: path === undefined ? whose : `${path} of ${whose}`,
  });
}

function judgeImages(
  cell: Cell,
  logits: Float32Array,
  { classes, labels }: CellPredictions,
  metrics: Readonly<Record<string, Metric>>,
): JudgedImages {
  if (!labels) throw new AugmixError('LOGITS_INVALID', 'images without labels cannot be judged');
  const measured: Record<string, MeasuredValue> = {};
  for (const [name, metric] of Object.entries(metrics)) {
    metric.reset();
    metric.update({ logits, classes, labels });
    measured[name] = measure(metric, cell.kind === 'clean');
  }
  return { metrics: measured, wrong: packBits(errorsOf(logits, labels, classes)) };
}

// Intervals take a thousand times longer than the value; where there are 75 cells, their mean gets one.
function measure(metric: Metric, withInterval: boolean): MeasuredValue {
  const { unit, better } = metric;
  const value = metric.compute();
  if (!Number.isFinite(value)) return { value: null, unit, better };
  const interval = withInterval ? metric.interval?.() : undefined;
  return { value, unit, better, ...(interval && { interval }) };
}
