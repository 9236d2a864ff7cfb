// SciPy's `gaussian_filter`: separable, the vertical axis first, the middle tap first, then the pairs around it from the
// farthest to the nearest.
import { gaussianFilterOnKernels } from './fast/gaussian.js';
import { addPairsScaled, setScaled } from './row-sums.js';

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

/** Where a position outside of `length` takes its value from. */
export function outside(index: number, length: number, border: Border): number {
  if (border === 'nearest') return index < 0 ? 0 : index >= length ? length - 1 : index;
  const period = 2 * length;
  const wrapped = ((index % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}

/** Filters along the vertical axis, whole rows at a time so that memory is read in order. */
function filterDown(
  values: Float64Array | Float32Array,
  row: number,
  height: number,
  taps: Float64Array,
  border: Border,
): void {
  const source = new Float64Array(values);
  const sums = new Float64Array(row);
  const pairs = taps.slice(1).reverse();
  const upper = new Int32Array(pairs.length);
  const lower = new Int32Array(pairs.length);
  for (let y = 0; y < height; y++) {
    for (let pair = 0, distance = pairs.length; distance > 0; pair++, distance--) {
      upper[pair] = row * outside(y - distance, height, border);
      lower[pair] = row * outside(y + distance, height, border);
    }
    setScaled(sums, source, y * row, taps[0]);
    addPairsScaled(sums, source, upper, lower, pairs);
    values.set(sums, y * row);
  }
}

/** Filters along the horizontal axis, pixels of `channels` values. */
function filterAcross(
  values: Float64Array | Float32Array,
  width: number,
  channels: number,
  taps: Float64Array,
  border: Border,
): void {
  const radius = taps.length - 1;
  const row = width * channels;
  const center = radius * channels;
  const padded = new Float64Array(row + 2 * center);
  const sources = Int32Array.from(padded, (_, index) => {
    const pixel = Math.floor(index / channels) - radius;
    return channels * outside(pixel, width, border) + (index % channels);
  });
  const sums = new Float64Array(row);
  const pairs = taps.slice(1).reverse();
  const left = Int32Array.from(pairs, (_, pair) => pair * channels);
  const right = left.map((offset) => 2 * center - offset);
  for (let start = 0; start < values.length; start += row) {
    for (let index = 0; index < padded.length; index++) padded[index] = values[start + sources[index]];
    setScaled(sums, padded, center, taps[0]);
    addPairsScaled(sums, padded, left, right, pairs);
    values.set(sums, start);
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
  const shape = { height, width, channels };
  if (gaussianFilterOnKernels(values, shape, sigma, truncate, border)) return;
  const taps = gaussianTaps(sigma, truncate);
  filterDown(values, width * channels, height, taps, border);
  filterAcross(values, width, channels, taps, border);
}
