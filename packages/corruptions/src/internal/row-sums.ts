// The inner loops of the filters. As functions of their own that see one type of array each, engines compile them well;
// inside larger functions they ran several times slower.

/** out[x] = weight · source[from + x] */
export function setScaled(out: Float64Array, source: Float64Array, from: number, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] = source[from + x] * weight;
}

/** out[x] += weight · source[from + x] */
export function addScaled(out: Float64Array, source: Float64Array, from: number, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] += source[from + x] * weight;
}

/** out[x] += weight · (source[a + x] + source[b + x]) */
export function addPairScaled(
  out: Float64Array,
  source: Float64Array,
  a: number,
  b: number,
  weight: number,
): void {
  for (let x = 0; x < out.length; x++) out[x] += (source[a + x] + source[b + x]) * weight;
}

/** out[x] += weight · counts[x], for whole numbers */
export function addWeighted(out: Float64Array, counts: Int32Array, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] += counts[x] * weight;
}

/** out[x] += sums[end + x] − sums[start + x], in whole numbers */
export function addDifference(out: Int32Array, sums: Int32Array, start: number, end: number): void {
  for (let x = 0; x < out.length; x++) out[x] = (out[x] + sums[end + x] - sums[start + x]) | 0;
}

/** out[x] = rows[a + x] + rows[b + x], in whole numbers */
export function setSum(out: Int32Array, rows: Int32Array, a: number, b: number): void {
  for (let x = 0; x < out.length; x++) out[x] = (rows[a + x] + rows[b + x]) | 0;
}
