import { mirror } from './mirror.js';
import type { Shape } from './gaussian.js';
import { roundHalfEven } from './round-half-even.js';

/** `[a, b, c, d, e, f]`: a point (x, y) goes to (a·x + b·y + c, d·x + e·y + f). */
export type Affine = readonly [number, number, number, number, number, number];
export type Point = readonly [x: number, y: number];

/** The affine map that takes three points to three others. */
export function affineThrough(from: readonly Point[], to: readonly Point[]): Affine {
  const [[x0, y0], [x1, y1], [x2, y2]] = from;
  const determinant = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  const row = (axis: 0 | 1): [number, number, number] => {
    const [v0, v1, v2] = to.map((point) => point[axis]);
    const byX = ((v1 - v0) * (y2 - y0) - (v2 - v0) * (y1 - y0)) / determinant;
    const byY = ((x1 - x0) * (v2 - v0) - (x2 - x0) * (v1 - v0)) / determinant;
    return [byX, byY, v0 - byX * x0 - byY * y0];
  };
  return [...row(0), ...row(1)];
}

/** The map back. */
export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const scale = 1 / (a * e - b * d);
  const [ia, ib, id, ie] = [e * scale, -b * scale, -d * scale, a * scale];
  return [ia, ib, -ia * c - ib * f, id, ie, -id * c - ie * f];
}

/**
 * OpenCV 4's `warpAffine` with linear interpolation, the image mirrored about its edge pixels. Source positions are
 * sums of 10-bit fixed-point numbers, rounded to 1/32 of a pixel, and sums are in single precision.
 */
export function warpAffine(values: Float32Array, shape: Shape, map: Affine): Float32Array {
  const { width, height, channels } = shape;
  const [a, b, c, d, e, f] = inverse(map);
  const { fround } = Math;
  const result = new Float32Array(values.length);
  const across = Int32Array.from({ length: width }, (_, x) => roundHalfEven(a * x * 1024));
  const down = Int32Array.from({ length: width }, (_, x) => roundHalfEven(d * x * 1024));
  let index = 0;
  for (let y = 0; y < height; y++) {
    const rowX = roundHalfEven((b * y + c) * 1024) + 16;
    const rowY = roundHalfEven((e * y + f) * 1024) + 16;
    for (let x = 0; x < width; x++) {
      const fixedX = (rowX + across[x]) >> 5;
      const fixedY = (rowY + down[x]) >> 5;
      const shareX = (fixedX & 31) / 32;
      const shareY = (fixedY & 31) / 32;
      const left = mirror(fixedX >> 5, width);
      const right = mirror((fixedX >> 5) + 1, width);
      const upper = mirror(fixedY >> 5, height) * width;
      const lower = mirror((fixedY >> 5) + 1, height) * width;
      for (let channel = 0; channel < channels; channel++) {
        const at = (pixel: number, weight: number): number =>
          fround(values[pixel * channels + channel] * weight);
        const top = fround(
          at(upper + left, (1 - shareY) * (1 - shareX)) + at(upper + right, (1 - shareY) * shareX),
        );
        const third = fround(top + at(lower + left, shareY * (1 - shareX)));
        result[index++] = third + at(lower + right, shareY * shareX);
      }
    }
  }
  return result;
}
