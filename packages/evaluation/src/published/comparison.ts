import type { ComparedNumbers } from './published-row.js';
import type { PublishedDataset } from './published-rows.js';

/**
 * A model that was measured here. `baseline` names whose errors `mce`, `mfr`, `mt5d` and `corruptionErrors` are divided
 * by in {@link Provenance}.
 *
 * @example
 * ```ts
 * import type { MeasuredRow } from '@augmix/evaluation';
 * const row: MeasuredRow = { name: 'runs/augmix', model: 'WRN-40-2', cleanError: 5.1, meanCorruptionError: 11.4 };
 * ```
 */
export interface MeasuredRow extends ComparedNumbers {
  /** The run or file. */
  name: string;
  /** The network's architecture, where known. */
  model?: string;
}

/**
 * On what the numbers were measured. What is left out is taken to be as in the benchmark.
 *
 * @example
 * ```ts
 * import type { Provenance } from '@augmix/evaluation';
 * const provenance: Provenance = { generated: true, images: 1000, preset: 'cifar', severities: [1, 3, 5] };
 * ```
 */
export interface Provenance {
  /** Whether the corrupted images were made here, in place of reading the published files. */
  generated: boolean;
  /** How many clean test images the measurement used. */
  images: number;
  /** How many the test set has; as in the benchmark by default. */
  fullCount?: number;
  /** The severity table that the images were made with. */
  preset?: string;
  severities?: readonly number[];
  /** Names of the corruptions in the mean. */
  corruptions?: readonly string[];
  /** Names of the perturbations in the mean. */
  perturbations?: readonly string[];
  /** Whose errors the normalised numbers are divided by: `alexnet`, or another network's name. */
  baseline?: string;
}

/**
 * Numbers measured here, to be set beside the published ones of the same test set.
 *
 * @example
 * ```ts
 * import type { Comparison } from '@augmix/evaluation';
 * const comparison: Comparison = {
 *   dataset: 'cifar10-c',
 *   ours: [{ name: 'runs/augmix', cleanError: 5.1, meanCorruptionError: 11.4 }],
 *   provenance: { generated: false, images: 10_000 },
 * };
 * ```
 */
export interface Comparison {
  dataset: PublishedDataset;
  ours: readonly MeasuredRow[];
  provenance: Provenance;
}
