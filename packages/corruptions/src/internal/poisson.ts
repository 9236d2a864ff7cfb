import type { FieldWords } from './field-words.js';

const guides = 1024;

export interface PoissonTable {
  /** Probability of at most 0, 1, 2, … as far as double precision tells it from 1. */
  cumulative: Float64Array;
  /** Where to start looking for a random number, by its leading bits. */
  guide: Uint16Array;
}

export function poissonTable(mean: number): PoissonTable {
  const sums: number[] = [];
  let probability = Math.exp(-mean);
  let total = 0;
  for (let count = 0; count <= mean || probability > 1e-17; count++) {
    total += probability;
    sums.push(total);
    probability *= mean / (count + 1);
  }
  sums.push(Infinity);
  const cumulative = Float64Array.from(sums);
  const guide = new Uint16Array(guides);
  for (let index = 0, count = 0; index < guides; index++) {
    while (cumulative[count] <= index / guides) count++;
    guide[index] = count;
  }
  return { cumulative, guide };
}

let kept = { photons: 0, tables: [] as (PoissonTable | undefined)[] };

/**
 * Poisson counts for 8-bit values with mean `value / 255 · photons`, by inversion: with 256 possible means a table for
 * each costs less than any sampler. The tables of the last number of photons are kept.
 */
export function poissonCounts(values: Uint8Array, photons: number, words: FieldWords): Float64Array {
  if (kept.photons !== photons) kept = { photons, tables: [] };
  const { tables } = kept;
  const counts = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const { cumulative, guide } = (tables[value] ??= poissonTable((value / 255) * photons));
    const random = words.uint32() / 0x100000000;
    let count = guide[(random * guides) | 0];
    while (cumulative[count] <= random) count++;
    counts[index] = count;
  }
  return counts;
}
