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
  const liquid = toBytes(layer, (value) => value * 255);
  const edges = canny(liquid, width, height, 50, 150);
  const distance = distanceTo(edges, width, height).map((value) => Math.min(value, 20));
  const near = toBytes(correlate3x3(distance, width, height, box), (sum) => Math.fround(sum / 9));
  const lit = correlate3x3(equalizeHistogram(near), width, height, emboss);
  const relief = toBytes(lit, (value) => Math.min(Math.max(value, 0), 255));
  const smooth = toBytes(correlate3x3(relief, width, height, box), (sum) => Math.round(sum / 9));

  const mask = new Float32Array(layer.length);
  for (let index = 0; index < mask.length; index++) mask[index] = liquid[index] * smooth[index];
  const strongest = mask.reduce((most, value) => Math.max(most, value), 0);
  if (strongest === 0) return mask;
  const { fround } = Math;
  return mask.map((value) => fround(value / strongest) * fround(intensity));
}

function toBytes(values: Float64Array, change: (value: number) => number): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = change(values[index]);
  return bytes;
}
