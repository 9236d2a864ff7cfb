import { mirror } from '../mirror.js';

/** An image mirrored about its edge pixels, with a border one pixel wide. */
function pad(data: Uint8Array | Float32Array, width: number, height: number): Float64Array {
  const stride = width + 2;
  const padded = new Float64Array(stride * (height + 2));
  for (let y = -1; y <= height; y++) {
    const source = mirror(y, height) * width;
    const target = (y + 1) * stride + 1;
    padded.set(data.subarray(source, source + width), target);
    padded[target - 1] = data[source + mirror(-1, width)];
    padded[target + width] = data[source + mirror(width, width)];
  }
  return padded;
}

/** Sums of 3×3 pixels, mirrored about the edge pixels. Exact, in whatever order: values have few bits. */
export function boxSums(data: Uint8Array | Float32Array, width: number, height: number): Float64Array {
  const stride = width + 2;
  const padded = pad(data, width, height);
  const columns = new Float64Array(stride);
  const sums = new Float64Array(data.length);
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0, at = y * stride; x < stride; x++, at++) {
      columns[x] = padded[at] + padded[at + stride] + padded[at + 2 * stride];
    }
    for (let x = 0; x < width; x++, index++) sums[index] = columns[x] + columns[x + 1] + columns[x + 2];
  }
  return sums;
}

/** OpenCV's correlation with a 3×3 kernel that lights relief from the upper left, cut off to bytes. */
export function emboss(data: Uint8Array, width: number, height: number): Uint8Array {
  const stride = width + 2;
  const padded = pad(data, width, height);
  const result = new Uint8ClampedArray(data.length);
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0, at = y * stride; x < width; x++, at++, index++) {
      const below = at + 2 * stride;
      result[index] =
        2 * (padded[below + 2] - padded[at]) +
        (padded[below + 1] - padded[at + 1]) +
        (padded[at + stride + 1] + padded[at + stride + 2] - padded[at + stride]);
    }
  }
  return new Uint8Array(result.buffer);
}

/** OpenCV's `equalizeHist`. */
export function equalizeHistogram(data: Uint8Array): Uint8Array {
  const histogram = new Int32Array(256);
  for (let index = 0; index < data.length; index++) histogram[data[index]]++;
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
  const result = new Uint8Array(data.length);
  for (let index = 0; index < data.length; index++) result[index] = table[data[index]];
  return result;
}
