import type { Image } from '@augmix/core';

// Pillow's resize with its bilinear filter: a triangle as wide as the reduction asks, 22-bit fixed-point weights,
// columns first, rounded to 8 bits in between.
const precision = 22;

interface Taps {
  start: number;
  weights: number[];
}

function triangleTaps(inputSize: number, outputSize: number): Taps[] {
  const scale = inputSize / outputSize;
  const support = Math.max(scale, 1);
  return Array.from({ length: outputSize }, (_, position) => {
    const center = (position + 0.5) * scale;
    const start = Math.max(Math.trunc(center - support + 0.5), 0);
    const end = Math.min(Math.trunc(center + support + 0.5), inputSize);
    const shares = Array.from({ length: end - start }, (_, tap) =>
      Math.max(1 - Math.abs((tap + start - center + 0.5) * (1 / support)), 0),
    );
    const total = shares.reduce((sum, share) => sum + share, 0);
    return { start, weights: shares.map((share) => Math.trunc(0.5 + (share / total) * 2 ** precision)) };
  });
}

function resizeAxis(image: Image, axis: 'width' | 'height', outputSize: number): Image {
  if (image[axis] === outputSize) return image;
  const { data, width, channels } = image;
  const taps = triangleTaps(image[axis], outputSize);
  const result = { ...image, [axis]: outputSize };
  result.data = new Uint8Array(result.width * result.height * channels);
  const step = axis === 'width' ? channels : width * channels;
  let index = 0;
  for (let y = 0; y < result.height; y++) {
    for (let x = 0; x < result.width; x++) {
      const { start, weights } = taps[axis === 'width' ? x : y];
      const base = axis === 'width' ? (y * width + start) * channels : (start * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 1 << (precision - 1);
        for (let tap = 0; tap < weights.length; tap++)
          sum += data[base + tap * step + channel] * weights[tap];
        result.data[index++] = Math.min(sum >> precision, 255);
      }
    }
  }
  return result;
}

/** Pillow's `resize((width, height), BILINEAR)`. */
export function bilinearResize(image: Image, width: number, height: number): Image {
  return resizeAxis(resizeAxis(image, 'width', width), 'height', height);
}
