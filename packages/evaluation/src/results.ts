import type { ResolvedRef, ResolvedRunConfig } from '@augmix/core';

/** A measured number. */
export interface MeasuredValue {
  value: number;
  /** `%`, or empty for a plain number. */
  unit: string;
  better: 'lower' | 'higher';
}

/** What `results.json` of a run holds. */
export interface RunResults {
  schemaVersion: 1;
  run: string;
  /** The checkpoint that was judged. */
  checkpoint: { step: number; totalSteps: number };
  config: ResolvedRunConfig;
  trainableParameters: number;
  trainingSeconds: number;
  test: { images: number; metrics: Record<string, MeasuredValue> };
  /** How often a prediction changes between a clean test image and a freshly augmented view of it. */
  stability?: { augmentation: { type: string; severity?: number }; predictionChange: MeasuredValue };
}

const metricTitles: Record<string, string> = {
  error: 'clean error',
  'top5-error': 'clean top-5 error',
  nll: 'negative log-likelihood',
};

const format = ({ value, unit }: MeasuredValue): string =>
  unit === '%' ? `${value.toFixed(2)} %` : value.toPrecision(4);

function modelTitle({ type, depth, widen }: ResolvedRef): string {
  return type === 'wide-resnet' ? `WRN-${String(depth)}-${String(widen)}` : type;
}

function rowsOf({
  config,
  test,
  stability,
  checkpoint,
  trainableParameters,
  trainingSeconds,
}: RunResults): [string, string, MeasuredValue?][] {
  const { trainer, views } = config;
  const measured = Object.entries(test.metrics).map(([name, value]): [string, string, MeasuredValue] => [
    metricTitles[name] ?? name,
    format(value),
    value,
  ]);
  const change = stability?.predictionChange;
  return [
    ['model', `${modelTitle(config.model)}, ${trainableParameters.toLocaleString('en')} parameters`],
    ['augmentation', views.includes('augmented') ? config.augmentation.type : 'none'],
    ['views', views.join(', ')],
    ['loss', config.loss.type],
    [
      'training',
      `${trainer.epochs} ${trainer.epochs === 1 ? 'epoch' : 'epochs'}, ${trainingSeconds} s, seed ${config.seed}`,
    ],
    ['checkpoint', `step ${checkpoint.step} of ${checkpoint.totalSteps}`],
    ['test images', test.images.toLocaleString('en')],
    ...measured,
    ...(change
      ? [
          ['predictions changed by a fresh AugMix view', format(change), change] as [
            string,
            string,
            MeasuredValue,
          ],
        ]
      : []),
  ];
}

/**
 * The results of one or more runs as a Markdown table, one column per run; with several, the best value of each row is bold.
 *
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 * import { resultsMarkdown, type RunResults } from '@augmix/evaluation';
 * const read = async (run: string) => JSON.parse(await readFile(`${run}/results.json`, 'utf8')) as RunResults;
 * console.log(resultsMarkdown(await Promise.all(['runs/standard', 'runs/augmix'].map(read))));
 * ```
 */
export function resultsMarkdown(runs: readonly RunResults[]): string {
  const columns = runs.map(rowsOf);
  const titles = [...new Set(columns.flatMap((rows) => rows.map(([title]) => title)))];
  const lines = titles.map((title) => {
    const cells = columns.map((rows) => rows.find(([name]) => name === title));
    const values = cells.map((cell) => cell?.[2]);
    const known = values.filter((value) => value !== undefined);
    const pick = known[0]?.better === 'higher' ? Math.max : Math.min;
    const best = runs.length > 1 && known.length > 1 ? pick(...known.map(({ value }) => value)) : undefined;
    const shown = cells.map((cell, index) => {
      if (!cell) return '–';
      return best !== undefined && values[index]?.value === best ? `**${cell[1]}**` : cell[1];
    });
    return `| ${title} | ${shown.join(' | ')} |`;
  });
  const head = `| | ${runs.map(({ run }) => run).join(' | ')} |`;
  const rule = `|---|${runs.map(() => '---:|').join('')}`;
  return ['# Results', '', head, rule, ...lines, ''].join('\n');
}
