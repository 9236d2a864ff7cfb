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

/** Two of {@link addPairScaled} at once, in the same order: memory is written half as often. */
export function addPairsScaled(
  out: Float64Array,
  source: Float64Array,
  [a, b]: readonly [number, number],
  firstWeight: number,
  [c, d]: readonly [number, number],
  secondWeight: number,
): void {
  for (let x = 0; x < out.length; x++) {
    out[x] =
      out[x] + (source[a + x] + source[b + x]) * firstWeight + (source[c + x] + source[d + x]) * secondWeight;
  }
}

/** out[x] = rows[a + x] + rows[b + x] */
export function setSum(out: Float64Array, rows: Float64Array, a: number, b: number): void {
  for (let x = 0; x < out.length; x++) out[x] = rows[a + x] + rows[b + x];
}
