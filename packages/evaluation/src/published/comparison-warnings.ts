import type { Benchmark } from './benchmarks.js';
import type { Comparison, Provenance } from './comparison.js';
import type { ComparedNumbers } from './published-row.js';
import { benchmarkOf, publishedRows } from './published-rows.js';

const count = (value: number): string => value.toLocaleString('en');

/** The baseline of the normalised numbers, or `undefined` when it is that of the publications. */
export function otherBaseline({ baseline }: Provenance): string | undefined {
  return baseline === undefined || baseline.toLowerCase() === 'alexnet' ? undefined : baseline;
}

function aboutImages(provenance: Provenance, { title, stored, images, preset }: Benchmark): string[] {
  const full = provenance.fullCount ?? images;
  const warnings: string[] = [];
  if (provenance.generated) {
    warnings.push(
      `The corrupted images were generated here; the published numbers are of the files of ${title}, ${stored} with other random draws.`,
    );
  }
  if (provenance.images < full) {
    warnings.push(`Measured here on a subset: ${count(provenance.images)} of ${count(full)} images.`);
  }
  if (full !== images) {
    warnings.push(
      `The test set here has ${count(full)} images, that of ${title} ${count(images)}: they are not the same.`,
    );
  }
  if (provenance.preset !== undefined && provenance.preset !== preset) {
    warnings.push(
      `Measured here with the severities of preset "${provenance.preset}"; ${title} has those of "${preset}".`,
    );
  }
  return warnings;
}

function aboutNames(
  kind: string,
  used: readonly string[] | undefined,
  all: readonly string[] = [],
): string[] {
  if (!used || all.length === 0) return [];
  const missing = all.filter((name) => !used.includes(name));
  const foreign = used.filter((name) => !all.includes(name));
  return [
    ...(missing.length > 0
      ? [
          `Measured here on ${all.length - missing.length} of the ${all.length} ${kind}s; without ${missing.join(', ')}.`,
        ]
      : []),
    ...(foreign.length > 0
      ? [`Measured here on ${kind}s that the published means do not have: ${foreign.join(', ')}.`]
      : []),
  ];
}

function aboutSeverities(used: readonly number[] | undefined, all: readonly number[] = []): string[] {
  if (!used || all.length === 0) return [];
  const same = used.length === all.length && all.every((severity) => used.includes(severity));
  if (same) return [];
  return [
    `Measured here at ${used.length === 1 ? 'severity' : 'severities'} ${used.join(', ')}; the published numbers are means over ${all.join(', ')}.`,
  ];
}

/** Whether a row of ours lacks one of two kindred numbers while the table shows both. */
function mixes(
  ours: readonly ComparedNumbers[],
  published: readonly ComparedNumbers[],
  [one, other]: readonly [keyof ComparedNumbers, keyof ComparedNumbers],
): boolean {
  const rows = [...ours, ...published];
  const shown = (key: keyof ComparedNumbers): boolean => rows.some((row) => row[key] !== undefined);
  return (
    shown(one) && shown(other) && ours.some((row) => (row[one] === undefined) !== (row[other] === undefined))
  );
}

function aboutNormalisation(
  { ours, provenance }: Comparison,
  published: readonly ComparedNumbers[],
): string[] {
  const normalised = ours.some(
    ({ mce, mfr, mt5d, corruptionErrors }) => (mce ?? mfr ?? mt5d ?? corruptionErrors) !== undefined,
  );
  const baseline = otherBaseline(provenance);
  const warnings: string[] = [];
  if (mixes(ours, published, ['meanCorruptionError', 'mce'])) {
    warnings.push(
      'Two numbers go by the name of mCE: the mean corruption error in %, and the mCE normalised by a baseline. They have a column each; do not compare one with the other.',
    );
  }
  if (mixes(ours, published, ['meanFlipProbability', 'mfr'])) {
    warnings.push(
      'The mean flip probability in % and the mFR normalised by a baseline have a column each; do not compare one with the other.',
    );
  }
  if (baseline !== undefined && normalised) {
    warnings.push(
      `The normalised numbers measured here are divided by those of ${baseline}, the published ones by those of AlexNet; they have a column each.`,
    );
  }
  return warnings;
}

/**
 * Why numbers measured here are not to be read as equal to the published ones, a sentence each: generated images, a
 * subset, another preset, not all corruptions or severities, two kinds of mCE. Empty when nothing stands in the way.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for an unknown test set.
 *
 * @example
 * ```ts
 * import { comparisonWarnings } from '@augmix/evaluation';
 * const ours = [{ name: 'runs/augmix', meanCorruptionError: 11.4 }];
 * comparisonWarnings({ dataset: 'cifar10-c', ours, provenance: { generated: false, images: 10_000 } }); // => []
 * comparisonWarnings({ dataset: 'cifar10-c', ours, provenance: { generated: false, images: 500 } }); // => ['Measured here on a subset: 500 of 10,000 images.']
 * ```
 */
export function comparisonWarnings(comparison: Comparison): string[] {
  const { dataset, provenance } = comparison;
  const benchmark = benchmarkOf(dataset);
  const { corruptions, perturbations, severities } = benchmark;
  return [
    ...aboutImages(provenance, benchmark),
    ...aboutNames('corruption', provenance.corruptions, corruptions),
    ...aboutNames('perturbation', provenance.perturbations, perturbations),
    ...aboutSeverities(provenance.severities, severities),
    ...aboutNormalisation(comparison, publishedRows(dataset)),
  ];
}
