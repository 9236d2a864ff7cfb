import type { Shape } from './gaussian.js';

/** Mirrors a position about the image's edge: −1 is 0, −2 is 1 and so on (`d c b a | a b c d`). */
function reflect(position: number, length: number): number {
  const period = 2 * length;
  const wrapped = ((position % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}

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
      const [rightShare, lowerShare] = [atX - column, atY - row];
      const [leftShare, upperShare] = [1 - rightShare, 1 - lowerShare];
      const [left, right] = [reflect(column, width), reflect(column + 1, width)];
      const [upper, lower] = [reflect(row, height) * width, reflect(row + 1, height) * width];
      for (let channel = 0; channel < channels; channel++) {
        result[index++] =
          values[(upper + left) * channels + channel] * upperShare * leftShare +
          values[(upper + right) * channels + channel] * upperShare * rightShare +
          values[(lower + left) * channels + channel] * lowerShare * leftShare +
          values[(lower + right) * channels + channel] * lowerShare * rightShare;
      }
    }
  }
  return result;
}
