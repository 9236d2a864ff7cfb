import type { Image } from '@augmix/core';
import type { AffineMatrix } from './affine.js';

/**
 * Pillow's bilinear affine resampling: double precision, source pixels clamped at the edges (never blended with the
 * fill), result truncated. Pixels whose centre falls outside the input are left as they are in `target`.
 */
export function resampleBilinear(image: Image, [a, b, c, d, e, f]: AffineMatrix, target: Image): void {
  const { data: source, width, height, channels } = image;
  const result = target.data;
  const lastColumn = width - 1;
  const lastRow = height - 1;
  let index = 0;
  for (let y = 0; y < height; y++) {
    const bY = b * (y + 0.5);
    const eY = e * (y + 0.5);
    for (let x = 0; x < width; x++, index += channels) {
      const sourceX = a * (x + 0.5) + bY + c;
      const sourceY = d * (x + 0.5) + eY + f;
      if (sourceX < 0 || sourceX >= width || sourceY < 0 || sourceY >= height) continue;

      const column = sourceX < 0.5 ? -1 : (sourceX - 0.5) | 0;
      const row = sourceY < 0.5 ? -1 : (sourceY - 0.5) | 0;
      const dx = sourceX - 0.5 - column;
      const dy = sourceY - 0.5 - row;
      const left = column < 0 ? 0 : column;
      const right = column < lastColumn ? column + 1 : lastColumn;
      const top = row < 0 ? 0 : row;
      const bottom = row < lastRow ? row + 1 : lastRow;
      const topLeft = (top * width + left) * channels;
      const topRight = (top * width + right) * channels;
      const bottomLeft = (bottom * width + left) * channels;
      const bottomRight = (bottom * width + right) * channels;

      if (dx === 0 || dy === 0) {
        // On a pixel row or column, as in every shear, two taps give the same result as four.
        const other = dy === 0 ? topRight : bottomLeft;
        const share = dy === 0 ? dx : dy;
        for (let channel = 0; channel < channels; channel++) {
          const near = source[topLeft + channel];
          result[index + channel] = (near + (source[other + channel] - near) * share) | 0;
        }
        continue;
      }
      for (let channel = 0; channel < channels; channel++) {
        const nearTop = source[topLeft + channel];
        const nearBottom = source[bottomLeft + channel];
        const upper = nearTop + (source[topRight + channel] - nearTop) * dx;
        const lower = nearBottom + (source[bottomRight + channel] - nearBottom) * dx;
        result[index + channel] = (upper + (lower - upper) * dy) | 0;
      }
    }
  }
}
