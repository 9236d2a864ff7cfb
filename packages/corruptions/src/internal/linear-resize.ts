import type { Image } from '@augmix/core';

// OpenCV's `resize` with INTER_LINEAR for 8 bits: two taps per axis whatever the scale, weights of 11 bits.
interface Tap {
  at: number;
  next: number;
  weights: [number, number];
}

function linearTaps(length: number, scale: number): Tap[] {
  return Array.from({ length: Math.round(length * scale) }, (_, position) => {
    const exact = Math.fround((position + 0.5) * (1 / scale) - 0.5);
    const inside = Math.min(Math.max(exact, 0), length - 1);
    const at = Math.floor(inside);
    const share = Math.fround(inside - at);
    return {
      at,
      next: Math.min(at + 1, length - 1),
      weights: [Math.round((1 - share) * 2048), Math.round(share * 2048)],
    };
  });
}

/** OpenCV's `resize(image, (0, 0), fx=scale, fy=scale)`. */
export function linearResize(image: Image, scale: number): Image {
  const { data, channels } = image;
  const columns = linearTaps(image.width, scale);
  const rows = linearTaps(image.height, scale);
  const [width, height] = [columns.length, rows.length];
  const result = new Uint8Array(width * height * channels);
  const across = (y: number, { at, next, weights }: Tap, channel: number): number => {
    const value = (x: number): number => data[(y * image.width + x) * channels + channel];
    return (value(at) * weights[0] + value(next) * weights[1]) >> 4;
  };
  let index = 0;
  for (const { at, next, weights } of rows) {
    for (const column of columns) {
      for (let channel = 0; channel < channels; channel++) {
        const upper = (weights[0] * across(at, column, channel)) >> 16;
        const lower = (weights[1] * across(next, column, channel)) >> 16;
        result[index++] = (upper + lower + 2) >> 2;
      }
    }
  }
  return { data: result, width, height, channels };
}
