/** Cumulative probabilities of 0, 1, 2, … for a Poisson distribution, as far as double precision tells them from 1. */
function cumulativePoisson(mean: number): Float64Array {
  const cumulative: number[] = [];
  let probability = Math.exp(-mean);
  let total = 0;
  for (let count = 0; count <= mean || probability > 1e-17; count++) {
    total += probability;
    cumulative.push(total);
    probability *= mean / (count + 1);
  }
  return Float64Array.from(cumulative);
}

function firstAbove(cumulative: Float64Array, random: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > random) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Poisson counts for 8-bit values with mean `value / 255 · photons`, by inversion: with 256 possible means a table for
 * each costs less than any sampler.
 */
export function poissonCounts(values: Uint8Array, photons: number, random: ArrayLike<number>): Float64Array {
  const tables: (Float64Array | undefined)[] = [];
  const counts = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const cumulative = (tables[value] ??= cumulativePoisson((value / 255) * photons));
    counts[index] = firstAbove(cumulative, random[index]);
  }
  return counts;
}
