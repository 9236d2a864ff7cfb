import type { Corruption, Fields, Image, RandomStream, Severity, Size } from '@augmix/core';
import { presetNames, type Preset, type PresetSettings } from '../preset.js';
import { requireArgument } from './argument.js';

/** One row per severity, 1 to 5. */
export type Rows<Row> = readonly [Row, Row, Row, Row, Row];
export type SeverityTable<Row> = Readonly<Record<Preset, Rows<Row>>>;

/** Makes a corruption of its table, how its parameters are drawn, and how they are applied. */
export function tabled<Row, Params>(
  table: SeverityTable<Row>,
  draw: (row: Row, stream: RandomStream, size: Size, preset: Preset) => Params,
  apply: (image: Image, params: Params, fields?: Fields) => Image,
): (settings: PresetSettings) => Corruption<Params> {
  return ({ preset }) => {
    requireArgument(presetNames.includes(preset), 'preset', preset, presetNames.join(', '));
    const rows = table[preset];
    return {
      sample(stream: RandomStream, severity: Severity, size: Size): Params {
        const row = rows[severity - 1];
        requireArgument(row !== undefined, 'severity', severity, 'a whole number from 1 to 5');
        return draw(row, stream, size, preset);
      },
      apply,
    };
  };
}
