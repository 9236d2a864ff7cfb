import { canny } from './canny.js';
import { distanceTo } from './distance.js';
import { correlate3x3, equalizeHistogram } from './filters.js';

const box = new Array<number>(9).fill(1);
// Lights the drops from the upper left.
const emboss = [-2, -1, 0, -1, 1, 1, 0, 1, 2];

/**
 * The benchmark's drops of water: how much of the water's colour every pixel gets, 0 … `intensity`. Drops are brighter
 * the farther a pixel is from their edge, and embossed. Without any drop all is 0.
 */
export function waterMask(
  layer: Float64Array,
  width: number,
  height: number,
  intensity: number,
): Float32Array {
  const liquid = Uint8Array.from(layer, (value) => value * 255);
  const edges = canny(liquid, width, height, 50, 150);
  const distance = distanceTo(edges, width, height).map((value) => Math.min(value, 20));
  const near = Uint8Array.from(correlate3x3(distance, width, height, box), (sum) => Math.fround(sum / 9));
  const lit = correlate3x3(equalizeHistogram(near), width, height, emboss);
  const relief = Uint8Array.from(lit, (value) => Math.min(Math.max(value, 0), 255));
  const smooth = correlate3x3(relief, width, height, box);

  const mask = Float32Array.from(smooth, (sum, index) => liquid[index] * Math.round(sum / 9));
  const strongest = mask.reduce((most, value) => Math.max(most, value), 0);
  if (strongest === 0) return mask;
  const { fround } = Math;
  return mask.map((value) => fround(value / strongest) * fround(intensity));
}
