import type { Image } from '@augmix/core';

// Pillow's resize with its box filter: 22-bit fixed-point weights, columns first, rounded to 8 bits in between.
const precision = 22;

interface Tap {
  start: number;
  weights: number[];
}

function boxTaps(inputSize: number, outputSize: number): Tap[] {
  const scale = inputSize / outputSize;
  const filterScale = Math.max(scale, 1);
  const support = 0.5 * filterScale;
  return Array.from({ length: outputSize }, (_, position) => {
    const center = (position + 0.5) * scale;
    const start = Math.max(Math.trunc(center - support + 0.5), 0);
    const end = Math.min(Math.trunc(center + support + 0.5), inputSize);
    const inside = Array.from({ length: end - start }, (_, tap) => {
      const distance = (tap + start - center + 0.5) * (1 / filterScale);
      return distance > -0.5 && distance <= 0.5 ? 1 : 0;
    });
    const total = inside.reduce<number>((sum, weight) => sum + weight, 0);
    return { start, weights: inside.map((weight) => Math.trunc(0.5 + (weight / total) * 2 ** precision)) };
  });
}

function resizeAxis(image: Image, axis: 'width' | 'height', outputSize: number): Image {
  if (image[axis] === outputSize) return image;
  const { data, width, channels } = image;
  const taps = boxTaps(image[axis], outputSize);
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
        const level = sum >> precision;
        result.data[index++] = level > 255 ? 255 : level;
      }
    }
  }
  return result;
}

/** Pillow's `resize((width, height), BOX)`. */
export function boxResize(image: Image, width: number, height: number): Image {
  return resizeAxis(resizeAxis(image, 'width', width), 'height', height);
}
