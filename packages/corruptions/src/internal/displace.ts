import { blendNeighbours } from './blend-neighbours.js';
import { outside, type Shape } from './gaussian.js';

/**
 * Takes every pixel from a displaced place, by linear interpolation in double precision (SciPy's
 * `map_coordinates(order=1, mode='reflect')`).
 *
 * @param dx displacement to the right in pixels, one per pixel
 * @param dy displacement downwards
 */
export function displace(
  values: Float32Array,
  shape: Shape,
  dx: Float32Array,
  dy: Float32Array,
): Float32Array {
  const { width, height, channels } = shape;
  const result = new Float32Array(values.length);
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const atX = x + dx[y * width + x];
      const atY = y + dy[y * width + x];
      const [column, row] = [Math.floor(atX), Math.floor(atY)];
      const [left, right] = [outside(column, width, 'reflect'), outside(column + 1, width, 'reflect')];
      const upper = outside(row, height, 'reflect') * width;
      const lower = outside(row + 1, height, 'reflect') * width;
      blendNeighbours(result, index, values, channels, left, right, upper, lower, atX - column, atY - row);
      index += channels;
    }
  }
  return result;
}
