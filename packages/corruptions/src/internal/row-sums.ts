// The inner loops of the filters. As functions of their own that see one type of array each, engines compile them well;
// inside larger functions they ran several times slower. Four terms at once, added in order, read and write the sums a
// quarter as often.

/** out[x] = weight · source[from + x] */
export function setScaled(out: Float64Array, source: Float64Array, from: number, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] = source[from + x] * weight;
}

/** out[x] = rows[a + x] + rows[b + x] */
export function setSum(out: Float64Array, rows: Float64Array, a: number, b: number): void {
  for (let x = 0; x < out.length; x++) out[x] = rows[a + x] + rows[b + x];
}

/** out[x] += weights[i] · source[from + offsets[i] + x], for one i after the other */
export function addAllScaled(
  out: Float64Array,
  source: Float64Array,
  from: number,
  offsets: Int32Array,
  weights: Float64Array,
): void {
  let i = 0;
  for (; i + 4 <= weights.length; i += 4) addFour(out, source, from, offsets, weights, i);
  for (; i < weights.length; i++) addScaled(out, source, from + offsets[i], weights[i]);
}

/** out[x] += weight · source[from + x] */
export function addScaled(out: Float64Array, source: Float64Array, from: number, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] += source[from + x] * weight;
}

function addFour(
  out: Float64Array,
  source: Float64Array,
  from: number,
  offsets: Int32Array,
  weights: Float64Array,
  i: number,
): void {
  const a = from + offsets[i];
  const b = from + offsets[i + 1];
  const c = from + offsets[i + 2];
  const d = from + offsets[i + 3];
  const aWeight = weights[i];
  const bWeight = weights[i + 1];
  const cWeight = weights[i + 2];
  const dWeight = weights[i + 3];
  for (let x = 0; x < out.length; x++) {
    out[x] =
      out[x] +
      source[a + x] * aWeight +
      source[b + x] * bWeight +
      source[c + x] * cWeight +
      source[d + x] * dWeight;
  }
}

/** out[x] += weights[i] · (source[left[i] + x] + source[right[i] + x]), for one i after the other */
export function addPairsScaled(
  out: Float64Array,
  source: Float64Array,
  left: Int32Array,
  right: Int32Array,
  weights: Float64Array,
): void {
  let i = 0;
  for (; i + 4 <= weights.length; i += 4) addFourPairs(out, source, left, right, weights, i);
  for (; i < weights.length; i++) addPair(out, source, left[i], right[i], weights[i]);
}

function addPair(out: Float64Array, source: Float64Array, a: number, b: number, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] += (source[a + x] + source[b + x]) * weight;
}

function addFourPairs(
  out: Float64Array,
  source: Float64Array,
  left: Int32Array,
  right: Int32Array,
  weights: Float64Array,
  i: number,
): void {
  const [a, b, c, d] = [left[i], left[i + 1], left[i + 2], left[i + 3]];
  const [e, f, g, h] = [right[i], right[i + 1], right[i + 2], right[i + 3]];
  const aWeight = weights[i];
  const bWeight = weights[i + 1];
  const cWeight = weights[i + 2];
  const dWeight = weights[i + 3];
  for (let x = 0; x < out.length; x++) {
    out[x] =
      out[x] +
      (source[a + x] + source[e + x]) * aWeight +
      (source[b + x] + source[f + x]) * bWeight +
      (source[c + x] + source[g + x]) * cWeight +
      (source[d + x] + source[h + x]) * dWeight;
  }
}

/** out[x] += weights[i] · (source[plus[i] + x] − source[minus[i] + x]), for one i after the other */
export function addDifferencesScaled(
  out: Float64Array,
  source: Float64Array,
  plus: Int32Array,
  minus: Int32Array,
  weights: Float64Array,
): void {
  let i = 0;
  for (; i + 4 <= weights.length; i += 4) addFourDifferences(out, source, plus, minus, weights, i);
  for (; i < weights.length; i++) addDifference(out, source, plus[i], minus[i], weights[i]);
}

function addDifference(out: Float64Array, source: Float64Array, a: number, b: number, weight: number): void {
  for (let x = 0; x < out.length; x++) out[x] += (source[a + x] - source[b + x]) * weight;
}

function addFourDifferences(
  out: Float64Array,
  source: Float64Array,
  plus: Int32Array,
  minus: Int32Array,
  weights: Float64Array,
  i: number,
): void {
  const [a, b, c, d] = [plus[i], plus[i + 1], plus[i + 2], plus[i + 3]];
  const [e, f, g, h] = [minus[i], minus[i + 1], minus[i + 2], minus[i + 3]];
  const aWeight = weights[i];
  const bWeight = weights[i + 1];
  const cWeight = weights[i + 2];
  const dWeight = weights[i + 3];
  for (let x = 0; x < out.length; x++) {
    out[x] =
      out[x] +
      (source[a + x] - source[e + x]) * aWeight +
      (source[b + x] - source[f + x]) * bWeight +
      (source[c + x] - source[g + x]) * cWeight +
      (source[d + x] - source[h + x]) * dWeight;
  }
}
