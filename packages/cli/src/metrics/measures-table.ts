import { formatTable } from '../terminal/output.js';
import { titleOf, type Measure } from './judge-predictions.js';

/** A column of values with their intervals. */
export interface MeasuresColumn {
  title: string;
  measures: Record<string, Measure>;
}

const formatNumber = (value: number, unit: string): string => {
  if (Number.isNaN(value)) return '–';
  return Number.isFinite(value)
    ? value.toFixed(unit === '%' ? 2 : 4)
    : String(value).replace('Infinity', '∞');
};

/** Measures as an aligned table; the columns have the same measures. */
export function measuresTable(columns: readonly MeasuresColumn[], level: number): string {
  const names = Object.keys(columns[0].measures);
  const cells = columns.map(({ measures }) => {
    const numbers = names.map((name) => {
      const { value, unit, interval } = measures[name];
      return [value, ...interval].map((number) => formatNumber(number, unit));
    });
    const widths = [0, 1, 2].map((place) => Math.max(...numbers.map((row) => row[place].length)));
    return numbers.map((row, index) => {
      const [value, low, high] = row.map((text, place) => text.padStart(widths[place]));
      const { value: number, unit } = measures[names[index]];
      return Number.isNaN(number) ? [value, ''] : [`${value} ${unit}`.trimEnd(), `${low} … ${high}`];
    });
  });
  const head = columns.flatMap(({ title }) => [title, `${100 * level} % interval`]);
  return formatTable(
    ['metric', ...head],
    names.map((name, row) => [titleOf(name), ...cells.flatMap((column) => column[row])]),
  );
}
