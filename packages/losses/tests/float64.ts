// The losses once more in plain float64, straight from their formulas and without gradients.

export type Matrix = number[][];

export function softmax(row: number[]): number[] {
  const largest = Math.max(...row);
  const powers = row.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, power) => sum + power);
  return powers.map((power) => power / total);
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function crossEntropy64(logits: Matrix, labels: Matrix): number {
  return mean(
    logits.map((row, n) => -softmax(row).reduce((sum, p, k) => sum + labels[n][k] * Math.log(p), 0)),
  );
}

export function divergence64(logits: Matrix, views: number): number {
  const examples = logits.length / views;
  const p = logits.map(softmax);
  const terms = p.map((row, place) => {
    const image = place % examples;
    return row.reduce((sum, value, k) => {
      const mixture = mean(Array.from({ length: views }, (_, view) => p[view * examples + image][k]));
      return sum + value * (Math.log(value) - Math.log(Math.min(1, Math.max(1e-7, mixture))));
    }, 0);
  });
  return mean(terms);
}

/** Central differences in every value. */
export function gradient64(f: (logits: Matrix) => number, logits: Matrix): Matrix {
  const step = 1e-5;
  const shifted = (n: number, k: number, by: number) =>
    f(logits.map((row, i) => (i === n ? row.map((value, j) => (j === k ? value + by : value)) : row)));
  return logits.map((row, n) => row.map((_, k) => (shifted(n, k, step) - shifted(n, k, -step)) / (2 * step)));
}
