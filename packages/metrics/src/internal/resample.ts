import { AugmixError, philox4x32, type IntervalOptions } from '@augmix/core';
import { checkWhole } from './check-whole.js';

/** Sets the resamples apart from every other use of the same seed. */
const counterTag = 0x626f6f74;

/**
 * Draws items anew, with replacement, within each group, and computes a statistic of every such resample.
 *
 * The statistic gets how often each item was drawn, group after group. Resample k of a seed draws the same items of
 * groups of the same sizes, so two models judged on the same images are resampled alike.
 */
export function resample(
  groups: readonly number[],
  statistic: (counts: Uint32Array) => number,
  { resamples = 1000, seed = 0 }: IntervalOptions = {},
): Float64Array {
  checkWhole('resamples', resamples);
  checkWhole('seed', seed, 0);
  const counts = new Uint32Array(groups.reduce((sum, size) => sum + size, 0));
  const key = [seed >>> 0, Math.floor(seed / 0x100000000)] as const;
  const statistics = new Float64Array(resamples);
  for (let index = 0; index < resamples; index++) {
    counts.fill(0);
    let start = 0;
    groups.forEach((size, group) => {
      const [a, b, c] = philox4x32([index, group, 0, counterTag], key);
      countDraws(counts.subarray(start, start + size), a, b, c);
      start += size;
    });
    statistics[index] = statistic(counts);
  }
  return statistics;
}

/**
 * Draws as many items as there are. The generator is sfc32 (Chris Doty-Humphrey, PractRand): Philox gives every resample
 * its start, and this one the many draws, at a fraction of the time.
 */
function countDraws(counts: Uint32Array, a: number, b: number, c: number): void {
  const size = counts.length;
  // Of 2³² words, no item gets more than one too many.
  const scale = size / 0x100000000;
  for (let draw = 1; draw <= size; draw++) {
    const word = (a + b + draw) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    counts[((word >>> 0) * scale) >>> 0]++;
  }
}

/** The middle part of the statistics; with a `center`, shifted so that their mean is there. */
export function middle(statistics: Float64Array, level = 0.95, center?: number): readonly [number, number] {
  if (!(level > 0 && level < 1)) {
    throw new AugmixError('INVALID_ARGUMENT', `level is ${level}`, {
      path: 'level',
      expected: 'a number between 0 and 1',
    });
  }
  if (statistics.some(Number.isNaN)) return [NaN, NaN];
  const shift =
    center === undefined ? 0 : center - statistics.reduce((sum, value) => sum + value, 0) / statistics.length;
  const sorted = statistics.toSorted();
  return [quantile(sorted, (1 - level) / 2) + shift, quantile(sorted, (1 + level) / 2) + shift];
}

/** As NumPy's default: linear between the two nearest values. */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  return below === above ? below : below + (position % 1) * (above - below);
}
