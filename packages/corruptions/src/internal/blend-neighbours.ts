/**
 * Linear interpolation in double precision between four pixels of `channels` values, in SciPy's order of products and
 * sums. The result has the type of its array, so that single precision is rounded as in the benchmark.
 *
 * @param to index of the first value of the result
 * @param left column of two of the pixels, `right` that of the others
 * @param upper index of the first pixel in the row of two of them, `lower` that of the others
 */
export function blendNeighbours(
  result: Float64Array | Float32Array,
  to: number,
  values: Float64Array | Float32Array,
  channels: number,
  left: number,
  right: number,
  upper: number,
  lower: number,
  rightShare: number,
  lowerShare: number,
): void {
  const leftShare = 1 - rightShare;
  const upperShare = 1 - lowerShare;
  for (let channel = 0; channel < channels; channel++) {
    result[to + channel] =
      values[(upper + left) * channels + channel] * upperShare * leftShare +
      values[(upper + right) * channels + channel] * upperShare * rightShare +
      values[(lower + left) * channels + channel] * lowerShare * leftShare +
      values[(lower + right) * channels + channel] * lowerShare * rightShare;
  }
}
