import { canny } from './canny.js';
import { distanceTo } from './distance.js';
import { boxSums, emboss, equalizeHistogram } from './filters.js';

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
  const liquid = toBytes(layer);
  const distance = distanceTo(canny(liquid, width, height, 50, 150), width, height);
  const relief = emboss(equalizeHistogram(nearness(distance, width, height)), width, height);
  const mask = new Float32Array(layer.length);
  const strongest = light(mask, liquid, boxSums(relief, width, height));
  if (strongest > 0) scale(mask, strongest, Math.fround(intensity));
  return mask;
}

function toBytes(layer: Float64Array): Uint8Array {
  const bytes = new Uint8Array(layer.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = layer[index] * 255;
  return bytes;
}

/** Fills the mask with the liquid times the means of 3×3 pixels, rounded, and gives its largest value. */
function light(mask: Float32Array, liquid: Uint8Array, sums: Float64Array): number {
  let strongest = 0;
  for (let index = 0; index < mask.length; index++) {
    if (liquid[index] === 0) continue;
    // Never half way, 9 being odd.
    const strength = liquid[index] * ((sums[index] / 9 + 0.5) | 0);
    mask[index] = strength;
    if (strength > strongest) strongest = strength;
  }
  return strongest;
}

function scale(mask: Float32Array, strongest: number, full: number): void {
  for (let index = 0; index < mask.length; index++) {
    if (mask[index] !== 0) mask[index] = Math.fround(mask[index] / strongest) * full;
  }
}

/** Means of 3×3 distances, none above 20, without what follows the point. */
function nearness(distance: Float32Array, width: number, height: number): Uint8Array {
  for (let index = 0; index < distance.length; index++) if (distance[index] > 20) distance[index] = 20;
  const sums = boxSums(distance, width, height);
  const means = new Uint8Array(sums.length);
  for (let index = 0; index < means.length; index++) means[index] = Math.fround(sums[index] / 9);
  return means;
}
