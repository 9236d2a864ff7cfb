import { createImage, type Image } from '@augmix/core';
import { roundHalfEven } from '../round-half-even.js';

/** Rows of a matrix. */
export type Matrix = readonly (readonly number[])[];

export function multiply(left: Matrix, right: Matrix): Matrix {
  return left.map((row) =>
    right[0].map((_, column) => row.reduce((sum, value, index) => sum + value * right[index][column], 0)),
  );
}

function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): number[] {
  const scale = 1 / (a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
  return [
    (e * i - f * h) * scale,
    (c * h - b * i) * scale,
    (b * f - c * e) * scale,
    (f * g - d * i) * scale,
    (a * i - c * g) * scale,
    (c * d - a * f) * scale,
    (d * h - e * g) * scale,
    (b * g - a * h) * scale,
    (a * e - b * d) * scale,
  ];
}

/**
 * OpenCV 4's `warpPerspective` of 8-bit images with linear interpolation, black outside: source positions are rounded
 * to 1/32 of a pixel, sums are exact and rounded. `matrix` (3×3) says where the input's points go.
 */
export function warpPerspective(image: Image, matrix: Matrix): Image {
  const { data, width, height, channels } = image;
  const [a, b, c, d, e, f, g, h, i] = inverse(matrix);
  const result = createImage(width, height, channels);
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index += channels) {
      const depth = g * x + (h * y + i);
      const unit = depth ? 32 / depth : 0;
      const fixedX = roundHalfEven((a * x + (b * y + c)) * unit);
      const fixedY = roundHalfEven((d * x + (e * y + f)) * unit);
      const [column, row] = [Math.floor(fixedX / 32), Math.floor(fixedY / 32)];
      if (column < -1 || column >= width || row < -1 || row >= height) continue;
      const [shareX, shareY] = [fixedX - 32 * column, fixedY - 32 * row];
      const at = (left: number, top: number, channel: number): number =>
        left < 0 || top < 0 || left >= width || top >= height
          ? 0
          : data[(top * width + left) * channels + channel];
      for (let channel = 0; channel < channels; channel++) {
        const sum =
          at(column, row, channel) * (32 - shareX) * (32 - shareY) +
          at(column + 1, row, channel) * shareX * (32 - shareY) +
          at(column, row + 1, channel) * (32 - shareX) * shareY +
          at(column + 1, row + 1, channel) * shareX * shareY;
        result.data[index + channel] = (sum + 512) >> 10;
      }
    }
  }
  return result;
}
