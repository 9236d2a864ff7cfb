import { AugmixError, suggestName } from '@augmix/core';
import { benchmarks, type Benchmark } from './benchmarks.js';
import type { PublishedRow, PublishedSource } from './published-row.js';

/**
 * A test set whose published numbers are here.
 *
 * @example
 * ```ts
 * import type { PublishedDataset } from '@augmix/evaluation';
 * const dataset: PublishedDataset = 'cifar100-c';
 * ```
 */
export type PublishedDataset = keyof typeof benchmarks;

/**
 * The test sets whose published numbers are here. For CIFAR-10-P there is a place but no number: none could be confirmed.
 *
 * @example
 * ```ts
 * import { publishedDatasets } from '@augmix/evaluation';
 * publishedDatasets.join(' '); // => 'cifar10-c cifar100-c imagenet-c cifar10-p imagenet-p'
 * ```
 */
export const publishedDatasets = Object.keys(benchmarks) as readonly PublishedDataset[];

/** @throws AugmixError `INVALID_ARGUMENT` for a name that is not in {@link publishedDatasets}. */
export function benchmarkOf(dataset: PublishedDataset): Benchmark {
  if (Object.hasOwn(benchmarks, dataset)) return benchmarks[dataset];
  throw new AugmixError('INVALID_ARGUMENT', `no published numbers for "${String(dataset)}"`, {
    path: 'dataset',
    expected: `one of ${publishedDatasets.join(', ')}`,
    suggestion: suggestName(String(dataset), publishedDatasets),
  });
}

function named(names: readonly string[], values: number[] | undefined): Record<string, number> | undefined {
  return values && Object.fromEntries(values.map((value, index) => [names[index], value]));
}

/**
 * What has been published about a test set, in %, as copies: rows of papers, of RobustBench and of others who measured
 * again, each with its source and protocol. First what was reported, then what was re-evaluated, then what was retrained,
 * and within these by source. Only numbers that a public source confirms: of the AugMix paper's CIFAR tables some cells, of
 * its calibration none.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for an unknown test set.
 *
 * @example
 * ```ts
 * import { publishedRows } from '@augmix/evaluation';
 * const rows = publishedRows('imagenet-c').filter(({ method }) => method === 'AugMix');
 * rows.map(({ origin, mce }) => `${origin} ${mce}`); // => ['reported 68.4', 'reported 65.3', 're-evaluated 64.17', 'retrained 64.14']
 * rows[0].corruptionErrors?.fog; // => 67
 * rows[0].source.url; // => 'https://arxiv.org/abs/1912.02781'
 * ```
 */
export function publishedRows(dataset: PublishedDataset): PublishedRow[] {
  const { rows, sources, corruptions = [] } = benchmarkOf(dataset);
  // The keys are checked by the tests: every one has a source.
  const source = (key: string): PublishedSource => ({ ...sources[key] }) as PublishedSource;
  return rows.map(({ via, perCorruption, corruptionErrors, ...row }) => ({
    ...row,
    source: source(row.source),
    ...(via !== undefined && { via: source(via) }),
    ...(perCorruption && { perCorruption: named(corruptions, perCorruption) }),
    ...(corruptionErrors && { corruptionErrors: named(corruptions, corruptionErrors) }),
  }));
}
