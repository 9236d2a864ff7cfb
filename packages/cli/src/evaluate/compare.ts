import { AugmixError, suggestName } from '@augmix/core';
import {
  comparisonMarkdown,
  publishedDatasets,
  type EvaluationData,
  type EvaluationResults,
  type MeasuredRow,
  type PublishedDataset,
} from '@augmix/evaluation';
import { isLikeImageNet } from './describe-data.js';

/** Test sets that a data set's corrupted images and sequences are compared with. */
const benchmarks: Readonly<Record<string, readonly PublishedDataset[]>> = {
  cifar10: ['cifar10-c', 'cifar10-p'],
  cifar100: ['cifar100-c'],
};

/**
 * The test sets whose published numbers belong beside those of some images.
 *
 * @param asked name of the test set; with `true` it is the one of the data set
 * @throws AugmixError `USAGE` when there is no such test set
 */
export function comparedSets(data: EvaluationData, asked: string | true): PublishedDataset[] {
  const sets = asked === true ? benchmarksOf(data) : [namedTestSet(asked)];
  // Sequences are compared where they were judged, images likewise.
  return sets.filter(
    (dataset) => (isOfSequences(dataset) ? data.perturbations : data.corruptions) !== undefined,
  );
}

/** The published numbers of test sets beside those that were measured here, as sections of `results.md`. */
export function comparison(results: EvaluationResults, sets: readonly PublishedDataset[]): string {
  return sets.map((dataset) => `\n${comparisonMarkdown(comparisonOf(dataset, results)).trim()}\n`).join('');
}

/**
 * The test set of this name.
 *
 * @throws AugmixError `USAGE` with the nearest name
 */
export function namedTestSet(asked: string): PublishedDataset {
  const dataset = publishedDatasets.find((name) => name === asked);
  if (dataset) return dataset;
  throw new AugmixError('USAGE', `nothing published is known of "${asked}"`, {
    path: '--compare',
    suggestion: suggestName(asked, publishedDatasets),
  });
}

function benchmarksOf(data: EvaluationData): readonly PublishedDataset[] {
  const known = benchmarks[data.dataset?.type ?? ''];
  if (known) return known;
  if (isLikeImageNet(data)) return ['imagenet-c', 'imagenet-p'];
  throw new AugmixError('USAGE', 'it is not known which benchmark these images belong to', {
    path: '--compare',
    expected: publishedDatasets.join(', '),
  });
}

const isOfSequences = (dataset: PublishedDataset): boolean => dataset.endsWith('-p');

function comparisonOf(
  dataset: PublishedDataset,
  results: EvaluationResults,
): Parameters<typeof comparisonMarkdown>[0] {
  const { data, models, judged } = results;
  const source = isOfSequences(dataset) ? data.perturbations : data.corruptions;
  const [first] = Object.values(judged);
  return {
    dataset,
    ours: models.map(({ name, run }) => measuredRow(dataset, name, run?.network, results)),
    provenance: {
      generated: source?.source === 'generated',
      images: data.images,
      // A part of CIFAR-10 is a subset; a folder of pictures is a test set of its own.
      fullCount: benchmarks[data.dataset?.type ?? '']?.includes(dataset) ? undefined : data.available,
      ...(source?.source === 'generated' && { preset: source.preset }),
      ...(isOfSequences(dataset)
        ? { perturbations: data.perturbations?.names }
        : { severities: data.corruptions?.severities, corruptions: first.corruptions?.meanOver }),
    },
    perCorruption: !isOfSequences(dataset),
  };
}

function measuredRow(
  dataset: PublishedDataset,
  name: string,
  model: string | undefined,
  { judged }: EvaluationResults,
): MeasuredRow {
  const { clean, corruptions, perturbations } = judged[name];
  const row: MeasuredRow = { name, model };
  row.cleanError = clean['error']?.value ?? undefined;
  if (isOfSequences(dataset)) {
    row.meanFlipProbability = perturbations?.meanFlipProbability.value ?? undefined;
    row.mfr = perturbations?.meanFlipRate?.value ?? undefined;
    return row;
  }
  row.meanCorruptionError = corruptions?.meanCorruptionError.value ?? undefined;
  row.mce = corruptions?.mce?.value ?? undefined;
  row.perCorruption = Object.fromEntries(
    (corruptions?.meanOver ?? []).map((corruption) => [
      corruption,
      corruptions!.byName[corruption].error.value!,
    ]),
  );
  return row;
}
