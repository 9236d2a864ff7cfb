import type { Comparison } from './comparison.js';
import { comparisonWarnings, otherBaseline } from './comparison-warnings.js';
import type { ComparedNumbers, PublishedRow, PublishedSource } from './published-row.js';
import { benchmarkOf, publishedRows } from './published-rows.js';

/** A row of the table: ours without a source, with numbers of another baseline apart from those of AlexNet. */
interface Shown extends ComparedNumbers {
  method: string;
  model: string;
  origin: 'measured here' | PublishedRow['origin'];
  sources: string;
  other: Pick<ComparedNumbers, 'mce' | 'mfr' | 'mt5d' | 'corruptionErrors'>;
}
type Column = [title: string, value: (row: Shown) => number | undefined];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
const link = ({ title, url }: PublishedSource): string => `[${title}](${url})`;

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

// Ours to a hundredth; a published number as its source has it, but for a zero at its end.
function digits({ origin }: Shown, value: number | undefined, decimals = 0): string {
  if (value === undefined) return '–';
  if (origin === 'measured here') return value.toFixed(2);
  return value.toFixed(Math.max(decimals, decimalsOf(value)));
}

function table(
  rows: readonly Shown[],
  columns: readonly Column[],
  decimals?: (row: Shown) => number,
): string[] {
  const used = columns.filter(([, value]) => rows.some((row) => value(row) !== undefined));
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['method', 'model', 'origin', ...used.map(([title]) => title), 'source']),
    `|---|---|---|${'---:|'.repeat(used.length)}---|`,
    ...rows.map((row) => {
      const method = row.origin === 'measured here' ? `**${cell(row.method)}**` : cell(row.method);
      const values = used.map(([, value]) => digits(row, value(row), decimals?.(row)));
      return line([method, cell(row.model) || '–', row.origin, ...values, row.sources || '–']);
    }),
  ];
}

function mainColumns(baseline: string | undefined): Column[] {
  const other = (title: string, value: Column[1]): Column[] =>
    baseline === undefined ? [] : [[`${title} (${cell(baseline)} = 100)`, value]];
  return [
    ['clean error (%)', (row) => row.cleanError],
    ['mean corruption error (%)', (row) => row.meanCorruptionError],
    ['mCE (AlexNet = 100)', (row) => row.mce],
    ...other('mCE', (row) => row.other.mce),
    ['RMS calibration error (%)', (row) => row.rmsCalibrationError],
    ['mean flip probability (%)', (row) => row.meanFlipProbability],
    ['mFR (AlexNet = 100)', (row) => row.mfr],
    ...other('mFR', (row) => row.other.mfr),
    ['mT5D (AlexNet = 100)', (row) => row.mt5d],
    ...other('mT5D', (row) => row.other.mt5d),
  ];
}

type ByName = (row: Shown) => Record<string, number> | undefined;

function nameTable(
  title: string,
  rows: readonly Shown[],
  names: readonly string[],
  values: ByName,
): string[] {
  const known = rows.filter((row) => values(row) !== undefined);
  if (known.length === 0) return [];
  const columns = names.map((name): Column => [name.replaceAll('_', ' '), (row) => values(row)?.[name]]);
  // The corruptions of a row are known to the same digit.
  const decimals = (row: Shown): number => Math.max(...Object.values(values(row) ?? {}).map(decimalsOf));
  return ['', `### ${title}`, '', ...table(known, columns, decimals)];
}

/**
 * A Markdown section with the rows measured here first, marked "measured here", and the published ones of the same test
 * set below, each marked as reported, re-evaluated or retrained and with the number of its source in the list at the end.
 * Above the table stand the warnings of `comparisonWarnings`. `perCorruption` adds tables with a column per corruption,
 * one for errors in %, one for errors normalised by a baseline: the two are never in one column.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for an unknown test set.
 *
 * @example
 * ```ts
 * import { comparisonMarkdown } from '@augmix/evaluation';
 * const text = comparisonMarkdown({
 *   dataset: 'imagenet-p',
 *   ours: [{ name: 'runs/augmix', model: 'ResNet-50', mfr: 38.215 }],
 *   provenance: { generated: true, images: 1000 },
 * });
 * const lines = text.split('\n');
 * lines[0]; // => '## Beside published numbers: ImageNet-P'
 * lines[3]; // => '- Measured here on a subset: 1,000 of 50,000 images.'
 * lines[5]; // => '| method | model | origin | mFR (AlexNet = 100) | mT5D (AlexNet = 100) | source |'
 * lines[7]; // => '| **runs/augmix** | ResNet-50 | measured here | 38.22 | – | – |'
 * lines[10]; // => '| AugMix | ResNet-50 | reported | 37.4 | – | 1 |'
 * ```
 */
export function comparisonMarkdown(comparison: Comparison & { perCorruption?: boolean }): string {
  const { dataset, ours, provenance, perCorruption = false } = comparison;
  const { title, corruptions = [] } = benchmarkOf(dataset);
  const baseline = otherBaseline(provenance);
  const sources: PublishedSource[] = [];
  const numberOf = (source: PublishedSource): number => {
    const known = sources.findIndex(({ url }) => url === source.url);
    return known >= 0 ? known + 1 : sources.push(source);
  };
  const measured = ours.map(({ name, model = '', mce, mfr, mt5d, corruptionErrors, ...row }): Shown => {
    const normalised = { mce, mfr, mt5d, corruptionErrors };
    const [same, other] = baseline === undefined ? [normalised, {}] : [{}, normalised];
    return { ...row, ...same, other, method: name, model, origin: 'measured here', sources: '' };
  });
  const published = publishedRows(dataset).map(({ source, via, ...row }): Shown => {
    const text = `${numberOf(source)}${via ? `, quoted in ${numberOf(via)}` : ''}`;
    return { ...row, other: {}, sources: text };
  });
  const rows = [...measured, ...published];
  const warnings = comparisonWarnings(comparison);
  return [
    `## Beside published numbers: ${title}`,
    '',
    ...(warnings.length > 0 ? [...warnings.map((warning) => `- ${warning}`), ''] : []),
    ...table(rows, mainColumns(baseline)),
    ...(perCorruption
      ? [
          ...nameTable('Error by corruption (%)', rows, corruptions, (row) => row.perCorruption),
          ...nameTable('CE (AlexNet = 100)', rows, corruptions, (row) => row.corruptionErrors),
          ...nameTable(
            `CE (${baseline ?? ''} = 100)`,
            rows,
            corruptions,
            (row) => row.other.corruptionErrors,
          ),
        ]
      : []),
    '',
    ...(published.length > 0
      ? ['Sources:', '']
      : [`There is no published number of ${title} here: none could be confirmed.`]),
    ...sources.map((source, index) => `${index + 1}. ${link(source)} (${source.kind}): ${source.protocol}`),
    '',
  ].join('\n');
}
