import type { Image } from '@augmix/core';
import type { AffineMatrix } from './affine.js';

/**
 * Pillow's nearest-neighbour affine resampling, which has three paths: whole rows and columns when the axes stay
 * apart, 16.16 fixed point while coordinates fit it, and accumulated doubles beyond. Each rounds in its own way.
 * Pixels that fall outside the input are left as they are in `target`.
 */
export function resampleNearest(image: Image, matrix: AffineMatrix, target: Image): void {
  if (matrix[1] === 0 && matrix[3] === 0) scale(image, matrix, target);
  else if (fitsFixedPoint(image, matrix)) resample(image, toFixedPoint(matrix), 65536, target);
  else resample(image, matrixAtFirstCentre(matrix), 1, target);
}

function fitsFixedPoint({ width, height }: Image, [a, b, c, d, e, f]: AffineMatrix): boolean {
  const fits = (x: number, y: number): boolean =>
    Math.abs(x * a + y * b + c) < 32768 && Math.abs(x * d + y * e + f) < 32768;
  return fits(0, 0) && fits(width, height) && fits(0, height) && fits(width, 0);
}

function toFixedPoint([a, b, c, d, e, f]: AffineMatrix): AffineMatrix {
  const fixed = (value: number): number => Math.floor(value * 65536 + 0.5);
  return [fixed(a), fixed(b), fixed(c + a * 0.5 + b * 0.5), fixed(d), fixed(e), fixed(f + d * 0.5 + e * 0.5)];
}

function matrixAtFirstCentre([a, b, c, d, e, f]: AffineMatrix): AffineMatrix {
  return [a, b, c + b * 0.5 + a * 0.5, d, e, f + e * 0.5 + d * 0.5];
}

/** Walks the output with source coordinates in units of 1/unit pixel, added up step by step as Pillow does. */
function resample(image: Image, [a, b, c, d, e, f]: AffineMatrix, unit: number, target: Image): void {
  const { data, width, height, channels } = image;
  let rowX = c;
  let rowY = f;
  let index = 0;
  for (let y = 0; y < height; y++, rowX += b, rowY += e) {
    let sourceX = rowX;
    let sourceY = rowY;
    for (let x = 0; x < width; x++, index += channels, sourceX += a, sourceY += d) {
      const column = Math.floor(sourceX / unit);
      const row = Math.floor(sourceY / unit);
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      const from = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++)
        target.data[index + channel] = data[from + channel];
    }
  }
}

function scale(image: Image, [a, , c, , e, f]: AffineMatrix, target: Image): void {
  const { data, width, height, channels } = image;
  let sourceY = f + e * 0.5;
  for (let y = 0; y < height; y++, sourceY += e) {
    const row = Math.floor(sourceY);
    if (row < 0 || row >= height) continue;
    let sourceX = c + a * 0.5;
    for (let x = 0; x < width; x++, sourceX += a) {
      const column = Math.floor(sourceX);
      if (column < 0 || column >= width) continue;
      const from = (row * width + column) * channels;
      const to = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) target.data[to + channel] = data[from + channel];
    }
  }
}
