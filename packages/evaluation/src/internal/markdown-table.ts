import type { MeasuredValue } from '../judge-cell.js';

/** A row of numbers, one per model; a model that has none is shown as a dash. */
export interface NumberRow {
  title: string;
  values: readonly (MeasuredValue | undefined)[];
}

/** A Markdown table with a column per model. */
export function markdownTable(
  models: readonly string[],
  rows: readonly { title: string; cells: readonly string[] }[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  return [
    line(['', ...models]).replace('|  |', '| |'),
    `|---|${models.map(() => '---:|').join('')}`,
    ...rows.map(({ title, cells }) => line([title, ...cells])),
  ].join('\n');
}

/** Names may hold what ends a cell or a row. */
const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/** Numbers as a Markdown table; with several models the best of each row is bold, and every one of equals. */
export function numberTable(models: readonly string[], rows: readonly NumberRow[]): string {
  return markdownTable(
    models,
    rows.map(({ title, values }) => ({ title, cells: markBest(values) })),
  );
}

function markBest(values: readonly (MeasuredValue | undefined)[]): string[] {
  const known = values.filter((value) => typeof value?.value === 'number');
  const pick = known[0]?.better === 'higher' ? Math.max : Math.min;
  const best = known.length > 1 ? pick(...known.map((value) => value!.value!)) : undefined;
  return values.map((value) => {
    if (typeof value?.value !== 'number') return '–';
    const { number, interval } = formatValue(value);
    return (value.value === best ? `**${number}**` : number) + interval;
  });
}

function formatValue({ value, unit, interval }: MeasuredValue): { number: string; interval: string } {
  const digits = (number: number): string => (unit === '%' ? number.toFixed(2) : number.toFixed(3));
  const number = digits(value!) + (unit === '%' ? ' %' : '');
  return { number, interval: interval ? ` (${digits(interval[0])}–${digits(interval[1])})` : '' };
}
