import { mirror } from '../mirror.js';
import { addScaled } from '../row-sums.js';

/** OpenCV's 3×3 correlation with the image mirrored about its edge pixels; sums are exact for whole numbers. */
export function correlate3x3(
  data: Uint8Array | Float32Array,
  width: number,
  height: number,
  kernel: readonly number[],
): Float64Array {
  const stride = width + 2;
  const padded = new Float64Array(stride * (height + 2));
  for (let y = -1; y <= height; y++) {
    const source = mirror(y, height) * width;
    const target = (y + 1) * stride + 1;
    padded.set(data.subarray(source, source + width), target);
    padded[target - 1] = data[source + mirror(-1, width)];
    padded[target + width] = data[source + mirror(width, width)];
  }
  const sums = new Float64Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = sums.subarray(y * width, (y + 1) * width);
    kernel.forEach((weight, tap) => {
      addScaled(row, padded, (y + Math.floor(tap / 3)) * stride + (tap % 3), weight);
    });
  }
  return sums;
}

/** OpenCV's `equalizeHist`. */
export function equalizeHistogram(data: Uint8Array): Uint8Array {
  const histogram = new Float64Array(256);
  for (const level of data) histogram[level]++;
  const first = histogram.findIndex((count) => count > 0);
  if (histogram[first] === data.length) return data.slice();
  const scale = Math.fround(255 / (data.length - histogram[first]));
  const table = new Uint8Array(256);
  let sum = 0;
  for (let level = first + 1; level < 256; level++) {
    sum += histogram[level];
    const value = Math.fround(sum * scale);
    // Half to even.
    const rounded = Math.round(value);
    table[level] = rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  }
  return data.map((level) => table[level]);
}
