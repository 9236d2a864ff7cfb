import { mirror } from '../mirror.js';

/** OpenCV's 3×3 correlation with the image mirrored about its edge pixels; sums are exact for whole numbers. */
export function correlate3x3(
  data: Uint8Array | Float32Array,
  width: number,
  height: number,
  kernel: readonly number[],
): Float64Array {
  const sums = new Float64Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let tap = 0; tap < 9; tap++) {
        const row = mirror(y + Math.floor(tap / 3) - 1, height);
        sum += kernel[tap] * data[row * width + mirror(x + (tap % 3) - 1, width)];
      }
      sums[y * width + x] = sum;
    }
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
