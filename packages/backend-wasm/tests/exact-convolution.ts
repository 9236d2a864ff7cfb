export interface ExactCase {
  x: readonly [number, number, number, number];
  filter: readonly [number, number, number, number];
  out: readonly [number, number];
  strides: readonly [number, number];
  /** Padding before the first row and column. */
  pads: readonly [number, number];
}

/** A convolution and its two gradients in float64, from their definitions. */
export function exactConvolution(
  { x: [batch, height, width, inC], filter: [rows, columns, , outC], out, strides, pads }: ExactCase,
  [x, filter, dy]: readonly Float32Array[],
): Float64Array[] {
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length);
  const dFilter = new Float64Array(filter.length);
  for (let pixel = 0; pixel < batch * out[0] * out[1]; pixel++) {
    const image = Math.floor(pixel / (out[0] * out[1]));
    const top = (Math.floor(pixel / out[1]) % out[0]) * strides[0] - pads[0];
    const left = (pixel % out[1]) * strides[1] - pads[1];
    for (let tap = 0; tap < rows * columns; tap++) {
      const [row, column] = [top + Math.floor(tap / columns), left + (tap % columns)];
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const source = ((image * height + row) * width + column) * inC;
      for (let c = 0; c < inC; c++) {
        const weights = (tap * inC + c) * outC;
        for (let k = 0; k < outC; k++) {
          y[pixel * outC + k] += x[source + c] * filter[weights + k];
          dx[source + c] += dy[pixel * outC + k] * filter[weights + k];
          dFilter[weights + k] += dy[pixel * outC + k] * x[source + c];
        }
      }
    }
  }
  return [y, dx, dFilter];
}
