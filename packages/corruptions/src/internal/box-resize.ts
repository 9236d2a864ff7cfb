import type { Image } from '@augmix/core';

// Pillow's resize with its box filter: 22-bit fixed-point weights, columns first, rounded to 8 bits in between.
const precision = 22;

/** For every output position where its taps start, how many they are, and their weights one after another. */
interface Taps {
  starts: Int32Array;
  counts: Int32Array;
  weights: Int32Array;
}

function boxTaps(inputSize: number, outputSize: number): Taps {
  const scale = inputSize / outputSize;
  const filterScale = Math.max(scale, 1);
  const support = 0.5 * filterScale;
  const starts = new Int32Array(outputSize);
  const counts = new Int32Array(outputSize);
  const weights: number[] = [];
  for (let position = 0; position < outputSize; position++) {
    const center = (position + 0.5) * scale;
    const start = Math.max(Math.trunc(center - support + 0.5), 0);
    const end = Math.min(Math.trunc(center + support + 0.5), inputSize);
    const inside = Array.from({ length: end - start }, (_, tap) => {
      const distance = (tap + start - center + 0.5) * (1 / filterScale);
      return distance > -0.5 && distance <= 0.5 ? 1 : 0;
    });
    const total = inside.reduce<number>((sum, weight) => sum + weight, 0);
    starts[position] = start;
    counts[position] = inside.length;
    weights.push(...inside.map((weight) => Math.trunc(0.5 + (weight / total) * 2 ** precision)));
  }
  return { starts, counts, weights: Int32Array.from(weights) };
}

/** Resizes lines of pixels of `across` values each: the channels of a pixel, or a whole row of an image. */
function resizeLines(
  data: Uint8Array,
  lines: number,
  inputSize: number,
  outputSize: number,
  across: number,
): Uint8Array {
  const { starts, counts, weights } = boxTaps(inputSize, outputSize);
  const result = new Uint8Array(lines * outputSize * across);
  if (counts.every((count) => count === 1)) {
    for (let pixel = 0; pixel < lines * outputSize; pixel++) {
      const line = Math.floor(pixel / outputSize);
      const from = (line * inputSize + starts[pixel % outputSize]) * across;
      if (across > 16) result.set(data.subarray(from, from + across), pixel * across);
      else
        for (let offset = 0; offset < across; offset++) result[pixel * across + offset] = data[from + offset];
    }
    return result;
  }
  let index = 0;
  for (let line = 0; line < lines; line++) {
    let firstWeight = 0;
    for (let position = 0; position < outputSize; position++) {
      const first = (line * inputSize + starts[position]) * across;
      const lastWeight = firstWeight + counts[position];
      for (let offset = 0; offset < across; offset++, index++) {
        let sum = 1 << (precision - 1);
        for (let tap = firstWeight, at = first + offset; tap < lastWeight; tap++, at += across) {
          sum = (sum + data[at] * weights[tap]) | 0;
        }
        const level = sum >> precision;
        result[index] = level > 255 ? 255 : level;
      }
      firstWeight = lastWeight;
    }
  }
  return result;
}

/** Pillow's `resize((width, height), BOX)`; gives the image itself when it has this size. */
export function boxResize(image: Image, width: number, height: number): Image {
  const { channels } = image;
  let { data } = image;
  if (width !== image.width) data = resizeLines(data, image.height, image.width, width, channels);
  if (height !== image.height) data = resizeLines(data, 1, image.height, height, width * channels);
  return data === image.data ? image : { data, width, height, channels };
}
