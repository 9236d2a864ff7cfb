import { createPlane, type Plane } from './plane.js';

/**
 * Halves a plane both ways (libjpeg-turbo's `h2v2_downsample`): means of 2×2, rounded down and up in turns from column
 * to column. The result is as wide as its 8×8 blocks, since the columns past the edge are not the last one repeated.
 */
export function downsample({ data, width, height }: Plane): Plane {
  const outWidth = Math.ceil(Math.ceil(width / 2) / 8) * 8;
  const result = createPlane(outWidth, Math.ceil(height / 2));
  for (let y = 0; y < result.height; y++) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < outWidth; x++) {
      const left = Math.min(2 * x, width - 1);
      const right = Math.min(2 * x + 1, width - 1);
      const sum = data[upper + left] + data[upper + right] + data[lower + left] + data[lower + right];
      result.data[y * outWidth + x] = (sum + 1 + (x & 1)) >> 2;
    }
  }
  return result;
}

/**
 * Doubles a plane both ways to `width` × `height` (libjpeg-turbo's "fancy upsampling"): every pixel is 9/16 of the
 * nearest, 3/16 of each next and 1/16 of the diagonal one. Planes narrower than three pixels are only repeated.
 */
export function upsample(plane: Plane, width: number, height: number): Plane {
  const { data, width: stride } = plane;
  const inWidth = Math.ceil(width / 2);
  const result = createPlane(width, height);
  const columnSums = new Int32Array(inWidth);
  for (let y = 0; y < height; y++) {
    const near = (y >> 1) * stride;
    const next = Math.min(Math.max((y >> 1) + (y & 1 ? 1 : -1), 0), plane.height - 1) * stride;
    for (let x = 0; x < inWidth; x++) columnSums[x] = 3 * data[near + x] + data[next + x];
    for (let x = 0; x < width; x++) {
      const column = x >> 1;
      const other = column + (x & 1 ? 1 : -1);
      const beside = other < 0 || other >= inWidth ? column : other;
      const sum = 3 * columnSums[column] + columnSums[beside];
      result.data[y * width + x] = inWidth > 2 ? (sum + (x & 1 ? 7 : 8)) >> 4 : data[near + column];
    }
  }
  return result;
}
