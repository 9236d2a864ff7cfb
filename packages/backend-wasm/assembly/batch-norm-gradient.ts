// The gradient of batch-norm.ts. Where the output was rectified, its mask is computed again, by the same arithmetic.
import { addToTotals, rowsPerBlock } from './channel-sums';
import { multiplyAdd } from './multiply-add';

/**
 * With g = dy where the output was above 0 (everywhere when not rectified) and d = x − mean:
 * dx = scale · (g − mean(g) − d / (variance + epsilon) · mean(g · d)), dBeta = Σ g, dGamma = Σ g · d / √(variance + epsilon).
 * `scratch` has 36 bytes per channel.
 */
export function batchNormTrainingGradient(
  dy: usize,
  x: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  rows: i32,
  channels: i32,
  epsilon: f64,
  rectifies: bool,
  scratch: usize,
): void {
  const row = (<usize>channels) << 2;
  const totals = scratch; // of g, then of g · d
  const sums = totals + (row << 2);
  const scale = sums + (row << 1);
  const slope = scale + row;
  const shift = slope + row;
  const perBlock = rowsPerBlock(channels << 1);

  for (let c: usize = 0; c < row; c += 4) {
    store<f32>(
      scale + c,
      <f32>(<f64>load<f32>(gamma + c) / sqrt<f64>(<f64>load<f32>(variance + c) + epsilon)),
    );
  }
  memory.fill(totals, 0, row << 2);
  for (let done = 0; done < rows; done += perBlock) {
    const at = <usize>done * row;
    const count = min(perBlock, rows - done);
    if (rectifies) sumGradients(dy + at, x + at, count, row, mean, scale, beta, sums, true);
    else sumGradients(dy + at, x + at, count, row, mean, scale, beta, sums, false);
    addToTotals(sums, totals, channels << 1);
  }
  for (let c: usize = 0; c < row; c += 4) {
    const spread = <f64>load<f32>(variance + c) + epsilon;
    const sum = load<f64>(totals + (c << 1));
    const product = load<f64>(totals + ((row + c) << 1));
    const a = <f64>load<f32>(scale + c);
    store<f32>(dBeta + c, <f32>sum);
    store<f32>(dGamma + c, <f32>(product / sqrt<f64>(spread)));
    store<f32>(slope + c, <f32>((-a * product) / spread / rows));
    store<f32>(shift + c, <f32>((-a * sum) / rows));
  }
  for (let done = 0; done < rows; done += perBlock) {
    const at = <usize>done * row;
    const count = min(perBlock, rows - done);
    if (rectifies) combine(dy + at, x + at, dx + at, count, row, mean, scale, beta, slope, shift, true);
    else combine(dy + at, x + at, dx + at, count, row, mean, scale, beta, slope, shift, false);
  }
}

/** Σ g, then Σ g · d, over a block of rows. */
// @inline
function sumGradients(
  dy: usize,
  x: usize,
  rows: i32,
  row: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  sums: usize,
  rectifies: bool,
): void {
  const zero = f32x4.splat(0);
  const end = x + <usize>rows * row;
  const toDy = dy - x;
  const products = sums + row;
  let c: usize = 0;
  for (; c + 32 <= row; c += 32) {
    const m0 = v128.load(mean + c);
    const m1 = v128.load(mean + c, 16);
    const a0 = v128.load(scale + c);
    const a1 = v128.load(scale + c, 16);
    const b0 = v128.load(beta + c);
    const b1 = v128.load(beta + c, 16);
    let s0 = zero;
    let s1 = zero;
    let p0 = zero;
    let p1 = zero;
    for (let at = x + c; at < end; at += row) {
      const d0 = f32x4.sub(v128.load(at), m0);
      const d1 = f32x4.sub(v128.load(at, 16), m1);
      let g0 = v128.load(at + toDy);
      let g1 = v128.load(at + toDy, 16);
      if (rectifies) {
        g0 = v128.and(g0, f32x4.gt(multiplyAdd(d0, a0, b0), zero));
        g1 = v128.and(g1, f32x4.gt(multiplyAdd(d1, a1, b1), zero));
      }
      s0 = f32x4.add(s0, g0);
      s1 = f32x4.add(s1, g1);
      p0 = multiplyAdd(g0, d0, p0);
      p1 = multiplyAdd(g1, d1, p1);
    }
    v128.store(sums + c, s0);
    v128.store(sums + c, s1, 16);
    v128.store(products + c, p0);
    v128.store(products + c, p1, 16);
  }
  for (; c < row; c += 4) {
    const m = v128.load32_splat(mean + c);
    const a = v128.load32_splat(scale + c);
    const b = v128.load32_splat(beta + c);
    let s = zero;
    let p = zero;
    for (let at = x + c; at < end; at += row) {
      const d = f32x4.sub(v128.load32_splat(at), m);
      let g = v128.load32_splat(at + toDy);
      if (rectifies) g = v128.and(g, f32x4.gt(multiplyAdd(d, a, b), zero));
      s = f32x4.add(s, g);
      p = multiplyAdd(g, d, p);
    }
    v128.store_lane<f32>(sums + c, s, 0);
    v128.store_lane<f32>(products + c, p, 0);
  }
}

/** dx = scale · g + slope · d + shift over a block of rows. */
// @inline
function combine(
  dy: usize,
  x: usize,
  dx: usize,
  rows: i32,
  row: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  slope: usize,
  shift: usize,
  rectifies: bool,
): void {
  const zero = f32x4.splat(0);
  const end = x + <usize>rows * row;
  const toDy = dy - x;
  const toDx = dx - x;
  let c: usize = 0;
  for (; c + 32 <= row; c += 32) {
    const m0 = v128.load(mean + c);
    const m1 = v128.load(mean + c, 16);
    const a0 = v128.load(scale + c);
    const a1 = v128.load(scale + c, 16);
    const b0 = v128.load(beta + c);
    const b1 = v128.load(beta + c, 16);
    const k0 = v128.load(slope + c);
    const k1 = v128.load(slope + c, 16);
    const t0 = v128.load(shift + c);
    const t1 = v128.load(shift + c, 16);
    for (let at = x + c; at < end; at += row) {
      let d = f32x4.sub(v128.load(at), m0);
      let g = v128.load(at + toDy);
      if (rectifies) g = v128.and(g, f32x4.gt(multiplyAdd(d, a0, b0), zero));
      v128.store(at + toDx, multiplyAdd(g, a0, multiplyAdd(d, k0, t0)));
      d = f32x4.sub(v128.load(at, 16), m1);
      g = v128.load(at + toDy, 16);
      if (rectifies) g = v128.and(g, f32x4.gt(multiplyAdd(d, a1, b1), zero));
      v128.store(at + toDx, multiplyAdd(g, a1, multiplyAdd(d, k1, t1)), 16);
    }
  }
  for (; c < row; c += 4) {
    const m = v128.load32_splat(mean + c);
    const a = v128.load32_splat(scale + c);
    const b = v128.load32_splat(beta + c);
    const k = v128.load32_splat(slope + c);
    const t = v128.load32_splat(shift + c);
    for (let at = x + c; at < end; at += row) {
      const d = f32x4.sub(v128.load32_splat(at), m);
      let g = v128.load32_splat(at + toDy);
      if (rectifies) g = v128.and(g, f32x4.gt(multiplyAdd(d, a, b), zero));
      v128.store_lane<f32>(at + toDx, multiplyAdd(g, a, multiplyAdd(d, k, t)), 0);
    }
  }
}
