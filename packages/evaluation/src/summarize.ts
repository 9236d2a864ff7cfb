import { summarizeCorruptions } from './internal/summarize-corruptions.js';
import { summarizePerturbations } from './internal/summarize-perturbations.js';
import type { Cell } from './cell.js';
import type { CellRecord, JudgedImages } from './judge-cell.js';
import type { JudgedModel } from './results.js';

/** What decides how numbers are put together. */
export interface SummaryOptions {
  /** Corruptions that are left out of means unless there are no others: the benchmark's extra ones. */
  extraCorruptions?: readonly string[];
  /** Whether the images are made as ImageNet-C's are, so that AlexNet's errors are a fair measure. */
  isImageNet?: boolean;
}

/** A cell with what is known of it. */
export interface JudgedCell {
  cell: Cell;
  record: CellRecord;
}

/**
 * Puts the cells of one model together: means over severities, corruptions and perturbations, with bootstrap intervals over
 * the images. An image is drawn with all its corrupted versions, so that intervals do not take them for different images.
 *
 * @param name of the model
 * @example
 * ```ts
 * import { judgeCell, summarize, type Cell } from '@augmix/evaluation';
 * import { error } from '@augmix/metrics';
 * const judged = (cell: Cell, labels: number[]) => {
 *   const logits = { a: Float32Array.of(1, 0, 1, 0) };
 *   const predictions = { count: 2, frames: 1, classes: 2, logits, labels: Int32Array.from(labels) };
 *   return { cell, record: judgeCell(cell, predictions, { error: error() }) };
 * };
 * const { clean, corruptions } = summarize('a', [
 *   judged({ kind: 'clean' }, [0, 0]),
 *   judged({ kind: 'corruption', corruption: 'fog', severity: 1 }, [0, 1]),
 *   judged({ kind: 'corruption', corruption: 'fog', severity: 2 }, [1, 1]),
 * ]);
 * clean.error.value; // => 0
 * corruptions?.meanCorruptionError.value; // => 75
 * ```
 */
export function summarize(
  name: string,
  cells: readonly JudgedCell[],
  options: SummaryOptions = {},
): JudgedModel {
  const clean = cells.find(({ cell }) => cell.kind === 'clean');
  const summary: JudgedModel = { clean: clean ? (clean.record.models[name] as JudgedImages).metrics : {} };
  const corruptions = summarizeCorruptions(name, cells, options, summary.clean['error']?.value);
  const perturbations = summarizePerturbations(name, cells, options);
  return { ...summary, ...(corruptions && { corruptions }), ...(perturbations && { perturbations }) };
}
