import { bootstrapMean } from '@augmix/metrics';
import type { MeasuredValue } from '../judge-cell.js';

/** The mean of a number per image or sequence, in %. */
export function percentWithInterval(values: Float64Array): MeasuredValue {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { value, unit: '%', better: 'lower', interval: bootstrapMean(values) };
}
