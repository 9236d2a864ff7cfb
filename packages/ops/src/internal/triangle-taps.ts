// Looked up once: in a sandboxed realm, such as a test runner's, every look-up of a global is slow.
const { abs, ceil, max, min, trunc } = Math;

/** A whole in the fixed point of the weights, 22 bits as in Pillow. */
const unit = 2 ** 22;

/** The taps of every output position: where they start, how many they are, and their weights, `stride` places for each. */
export interface Taps {
  starts: Int32Array;
  counts: Int32Array;
  weights: Int32Array;
  stride: number;
}

/** The taps of `count` output positions from `first` on. */
export function triangleTaps(inputSize: number, outputSize: number, first: number, count: number): Taps {
  const scale = inputSize / outputSize;
  const support = max(scale, 1);
  const perPixel = 1 / support;
  // As many as can be, and room to take them four at a time.
  const stride = ceil(support) * 2 + 4;
  const starts = new Int32Array(count);
  const counts = new Int32Array(count);
  const weights = new Int32Array(count * stride);
  const shares = new Float64Array(stride);
  for (let position = 0; position < count; position++) {
    const center = (first + position + 0.5) * scale;
    const start = max(trunc(center - support + 0.5), 0);
    const taps = min(trunc(center + support + 0.5), inputSize) - start;
    let total = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = abs((tap + start - center + 0.5) * perPixel);
      shares[tap] = distance < 1 ? 1 - distance : 0;
      total += shares[tap];
    }
    for (let tap = 0; tap < taps; tap++) {
      weights[position * stride + tap] = 0.5 + (shares[tap] / total) * unit;
    }
    starts[position] = start;
    counts[position] = taps;
  }
  return { starts, counts, weights, stride };
}
