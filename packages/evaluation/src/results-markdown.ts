import { numberTable, markdownTable, type NumberRow } from './internal/markdown-table.js';
import { modelRows } from './internal/model-rows.js';
import type { MeasuredValue } from './judge-cell.js';
import type { EvaluationData, EvaluationResults, ImageSource, JudgedModel } from './results.js';

/**
 * Results as Markdown: what was judged, the numbers that matter, error by corruption and by severity, flips by
 * perturbation, and who was judged. A column per model; with several, the best value of each row is bold. Intervals are in
 * parentheses.
 *
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 * import { resultsMarkdown, type EvaluationResults } from '@augmix/evaluation';
 * const results = JSON.parse(await readFile('runs/augmix/results.json', 'utf8')) as EvaluationResults;
 * console.log(resultsMarkdown(results));
 * ```
 */
export function resultsMarkdown(results: EvaluationResults): string {
  const { data, models, judged } = results;
  const names = models.map(({ name }) => name);
  const columns = names.map((name) => judged[name]);
  const sections: [string, string][] = [['', numberTable(names, headlineRows(columns))]];
  const add = (title: string, rows: readonly NumberRow[]): void => {
    if (rows.length > 0) sections.push([title, numberTable(names, rows)]);
  };
  add('Error by corruption', corruptionRows(columns, data));
  add('Error by severity', severityRows(columns, data));
  add('Flip probability by perturbation', perturbationRows(columns, data));
  add('Clean images, every metric', metricRows(columns.map(({ clean }) => clean)));
  add(
    'Corrupted images, mean of every metric',
    metricRows(columns.map((model) => model.corruptions?.metrics)),
  );
  sections.push(['Models', markdownTable(names, modelRows(models))]);
  const body = sections.map(([title, table]) => (title ? `## ${title}\n\n${table}` : table));
  return ['# Results', describeData(data), ...body, ''].join('\n\n').trimEnd() + '\n';
}

function headlineRows(columns: readonly JudgedModel[]): NumberRow[] {
  const row = (title: string, valueOf: (model: JudgedModel) => MeasuredValue | undefined): NumberRow => ({
    title,
    values: columns.map(valueOf),
  });
  const rows = [
    row('clean error', ({ clean }) => clean['error']),
    row('mean corruption error', ({ corruptions }) => corruptions?.meanCorruptionError),
    row('mCE (AlexNet = 100 %)', ({ corruptions }) => corruptions?.mce),
    row('relative mCE', ({ corruptions }) => corruptions?.relativeMce),
    row('mean flip probability', ({ perturbations }) => perturbations?.meanFlipProbability),
    row('mFR (AlexNet = 100 %)', ({ perturbations }) => perturbations?.meanFlipRate),
    row('RMS calibration error, clean', ({ clean }) => clean['rms-calibration-error']),
    row(
      'RMS calibration error, corrupted',
      ({ corruptions }) => corruptions?.metrics['rms-calibration-error'],
    ),
  ];
  return rows.filter(({ values }) => values.some((value) => value !== undefined));
}

function corruptionRows(columns: readonly JudgedModel[], { corruptions }: EvaluationData): NumberRow[] {
  return (corruptions?.names ?? []).map((name) => ({
    title: name,
    values: columns.map((model) => model.corruptions?.byName[name]?.error),
  }));
}

function severityRows(columns: readonly JudgedModel[], { corruptions }: EvaluationData): NumberRow[] {
  if (!corruptions || corruptions.severities.length < 2) return [];
  return corruptions.severities.map((severity) => ({
    title: `severity ${severity}`,
    values: columns.map((model) => meanAtSeverity(model, severity)),
  }));
}

function meanAtSeverity({ corruptions }: JudgedModel, severity: number): MeasuredValue | undefined {
  const errors = corruptions?.meanOver.map(
    (name) => corruptions.byName[name].severities[severity]?.['error'],
  );
  // Saved logits may have other severities of each corruption.
  if (!errors?.every(Boolean)) return undefined;
  const sum = errors.reduce((total, error) => total + error!.value!, 0);
  return { value: sum / errors.length, unit: '%', better: 'lower' };
}

function perturbationRows(columns: readonly JudgedModel[], { perturbations }: EvaluationData): NumberRow[] {
  return (perturbations?.names ?? []).map((name) => ({
    title: name,
    values: columns.map((model) => model.perturbations?.byName[name]?.flipProbability),
  }));
}

function metricRows(columns: readonly (Record<string, MeasuredValue> | undefined)[]): NumberRow[] {
  const names = new Set(columns.flatMap((metrics) => Object.keys(metrics ?? {})));
  return [...names].map((name) => ({ title: name, values: columns.map((metrics) => metrics?.[name]) }));
}

const count = (number: number): string => number.toLocaleString('en');

/** What was judged, in sentences. */
function describeData({ dataset, images, available, corruptions, perturbations }: EvaluationData): string {
  const amount =
    images < available ? `the first ${count(images)} of ${count(available)}` : `all ${count(available)}`;
  const sentences = [
    `Judged on ${amount} test ${available === 1 ? 'image' : 'images'}${dataset ? ` of \`${dataset.type}\`` : ''}.`,
  ];
  if (corruptions) {
    const severities = corruptions.severities.join(', ');
    sentences.push(
      `Corruptions: ${corruptions.names.length} at severity ${severities}, ${describeSource(corruptions)}.`,
    );
  }
  if (perturbations) {
    sentences.push(
      `Perturbation sequences: ${perturbations.names.length}, ${describeSource(perturbations)}.`,
    );
  }
  if (images < 200) {
    sentences.push(
      'RMS and MAD calibration errors, as the reference bins them, say nothing of fewer than 200 images.',
    );
  }
  sentences.push('In parentheses: 95 % bootstrap intervals over the images.');
  return sentences.join(' ');
}

function describeSource(source: ImageSource): string {
  if (source.source === 'files') return `read from ${source.folder}`;
  if (source.source === 'logits') return 'as logits were saved';
  const { preset, seed, frost, jpegQuality } = source;
  const parts = [`generated with preset ${preset} and seed ${seed}`];
  if (frost === 'computed') parts.push('frost from a computed texture');
  if (jpegQuality !== undefined) parts.push(`compressed as JPEG of quality ${jpegQuality}`);
  return parts.join(', ');
}
