import type { Fill } from '../geometric-options.js';

/** The fill's bytes as one number, the first channel lowest; undefined for fills that are not valid. */
export function packFill(fill: Fill = 0, channels: number): number | undefined {
  if (typeof fill === 'number') return isLevel(fill) ? fill * 0x01010101 : undefined;
  if (fill.length !== channels || !fill.every(isLevel)) return undefined;
  return fill.reduce((sum, level, channel) => sum + level * 256 ** channel, 0);
}

function isLevel(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}
