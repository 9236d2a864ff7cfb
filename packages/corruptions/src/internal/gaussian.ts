// SciPy's `gaussian_filter`: separable, the vertical axis first, taps paired around the centre.

/** What lies outside: the edge value, or the image mirrored about its edge (`d c b a | a b c d`). */
export type Border = 'nearest' | 'reflect';

/** Shape of an array of values, `[height, width, channels]` in row-major order. */
export interface Shape {
  height: number;
  width: number;
  channels: number;
}

interface GaussianSettings {
  border?: Border;
  /** The filter is cut off at this many standard deviations. */
  truncate?: number;
}

/** Weights at distance 0, 1, … radius. */
export function gaussianTaps(sigma: number, truncate: number): Float64Array {
  const radius = Math.trunc(truncate * sigma + 0.5);
  const half = Float64Array.from({ length: radius + 1 }, (_, distance) =>
    distance === 0 ? 1 : Math.exp((-0.5 / (sigma * sigma)) * (distance * distance)),
  );
  const full = Array.from({ length: 2 * radius + 1 }, (_, index) => half[Math.abs(index - radius)]);
  const total = pairwiseSum(full);
  return half.map((weight) => weight / total);
}

/** NumPy's sum of up to 128 numbers: eight running sums from eight numbers on. */
function pairwiseSum(values: readonly number[]): number {
  if (values.length > 128) {
    const half = Math.floor(values.length / 2);
    const middle = half - (half % 8);
    return pairwiseSum(values.slice(0, middle)) + pairwiseSum(values.slice(middle));
  }
  if (values.length < 8) return values.reduce((sum, value) => sum + value, 0);
  const sums = values.slice(0, 8);
  const whole = values.length - (values.length % 8);
  for (let index = 8; index < whole; index++) sums[index % 8] += values[index];
  const total = sums[0] + sums[1] + (sums[2] + sums[3]) + (sums[4] + sums[5] + (sums[6] + sums[7]));
  return values.slice(whole).reduce((sum, value) => sum + value, total);
}

function outside(index: number, length: number, border: Border): number {
  if (border === 'nearest') return index < 0 ? 0 : index >= length ? length - 1 : index;
  const period = 2 * length;
  const wrapped = ((index % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}

/** Filters along one axis: `count` lines, each of `length` samples `step` apart, line `i` starting at `start(i)`. */
function filterLines(
  values: Float64Array | Float32Array,
  lines: { count: number; length: number; step: number; start: (line: number) => number },
  taps: Float64Array,
  border: Border,
): void {
  const { count, length, step, start } = lines;
  const radius = taps.length - 1;
  const padded = new Float64Array(length + 2 * radius);
  const sources = Int32Array.from(padded, (_, index) => step * outside(index - radius, length, border));
  for (let line = 0; line < count; line++) {
    const base = start(line);
    for (let index = 0; index < padded.length; index++) padded[index] = values[base + sources[index]];
    for (let position = 0; position < length; position++) {
      const center = position + radius;
      let sum = padded[center] * taps[0];
      for (let distance = radius; distance > 0; distance--) {
        sum += (padded[center - distance] + padded[center + distance]) * taps[distance];
      }
      values[base + position * step] = sum;
    }
  }
}

/**
 * Blurs values in place, every channel for itself; float32 arrays are rounded after each axis, as in SciPy. A sigma of
 * (nearly) 0 changes nothing.
 */
export function gaussianFilter(
  values: Float64Array | Float32Array,
  { height, width, channels }: Shape,
  sigma: number,
  { border = 'nearest', truncate = 4 }: GaussianSettings = {},
): void {
  if (sigma <= 1e-15) return;
  const taps = gaussianTaps(sigma, truncate);
  const row = width * channels;
  filterLines(values, { count: row, length: height, step: row, start: (line) => line }, taps, border);
  const start = (line: number): number => Math.floor(line / channels) * row + (line % channels);
  filterLines(values, { count: height * channels, length: width, step: channels, start }, taps, border);
}
