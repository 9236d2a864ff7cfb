// Batch normalisation with the statistics of the batch. x is [rows, channels]; what depends on channels alone is [channels].
import { addToTotals, rowsPerBlock } from './channel-sums';
import { multiplyAdd } from './multiply-add';

/**
 * y = (x − mean) · gamma / √(variance + epsilon) + beta, rectified or not. Sums are taken of distances to a first guess
 * of the mean, so that a mean far above the spread costs no precision. `scratch` has 28 bytes per channel.
 */
export function batchNormTraining(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  mean: usize,
  variance: usize,
  rows: i32,
  channels: i32,
  epsilon: f64,
  rectifies: bool,
  scratch: usize,
): void {
  const row = (<usize>channels) << 2;
  const totals = scratch; // of distances, then of their squares
  const sums = totals + (row << 2);
  const scale = sums + (row << 1);
  const perBlock = rowsPerBlock(channels);

  meanOfFirstRows(x, min(rows, 16), row, mean);
  memory.fill(totals, 0, row << 2);
  for (let done = 0; done < rows; done += perBlock) {
    sumDistances(x + <usize>done * row, min(perBlock, rows - done), row, mean, sums);
    addToTotals(sums, totals, channels << 1);
  }
  for (let c: usize = 0; c < row; c += 4) {
    const distance = load<f64>(totals + (c << 1)) / rows;
    const spread = max<f64>(0, load<f64>(totals + ((row + c) << 1)) / rows - distance * distance);
    store<f32>(mean + c, <f32>(<f64>load<f32>(mean + c) + distance));
    store<f32>(variance + c, <f32>spread);
    store<f32>(scale + c, <f32>(<f64>load<f32>(gamma + c) / sqrt<f64>(spread + epsilon)));
  }
  normalizeAll(x, y, rows, channels, mean, scale, beta, rectifies);
}

/** The same with given statistics. `scratch` has 4 bytes per channel. */
export function batchNormInference(
  x: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  y: usize,
  rows: i32,
  channels: i32,
  epsilon: f64,
  rectifies: bool,
  scratch: usize,
): void {
  for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
    const spread = <f64>load<f32>(variance + c);
    store<f32>(scratch + c, <f32>(<f64>load<f32>(gamma + c) / sqrt<f64>(spread + epsilon)));
  }
  normalizeAll(x, y, rows, channels, mean, scratch, beta, rectifies);
}

function normalizeAll(
  x: usize,
  y: usize,
  rows: i32,
  channels: i32,
  mean: usize,
  scale: usize,
  beta: usize,
  rectifies: bool,
): void {
  const row = (<usize>channels) << 2;
  const perBlock = rowsPerBlock(channels);
  for (let done = 0; done < rows; done += perBlock) {
    const at = <usize>done * row;
    const count = min(perBlock, rows - done);
    if (rectifies) normalize(x + at, y + at, count, row, mean, scale, beta, true);
    else normalize(x + at, y + at, count, row, mean, scale, beta, false);
  }
}

function meanOfFirstRows(x: usize, rows: i32, row: usize, mean: usize): void {
  for (let c: usize = 0; c < row; c += 4) {
    let sum: f32 = 0;
    for (let r = 0; r < rows; r++) sum += load<f32>(x + <usize>r * row + c);
    store<f32>(mean + c, sum / <f32>rows);
  }
}

/** Σ (x − guess), then Σ (x − guess)², over a block of rows. */
function sumDistances(x: usize, rows: i32, row: usize, guess: usize, sums: usize): void {
  const end = x + <usize>rows * row;
  const squares = sums + row;
  let c: usize = 0;
  for (; c + 64 <= row; c += 64) {
    const g0 = v128.load(guess + c);
    const g1 = v128.load(guess + c, 16);
    const g2 = v128.load(guess + c, 32);
    const g3 = v128.load(guess + c, 48);
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let q0 = f32x4.splat(0);
    let q1 = f32x4.splat(0);
    let q2 = f32x4.splat(0);
    let q3 = f32x4.splat(0);
    for (let at = x + c; at < end; at += row) {
      let d = f32x4.sub(v128.load(at), g0);
      s0 = f32x4.add(s0, d);
      q0 = multiplyAdd(d, d, q0);
      d = f32x4.sub(v128.load(at, 16), g1);
      s1 = f32x4.add(s1, d);
      q1 = multiplyAdd(d, d, q1);
      d = f32x4.sub(v128.load(at, 32), g2);
      s2 = f32x4.add(s2, d);
      q2 = multiplyAdd(d, d, q2);
      d = f32x4.sub(v128.load(at, 48), g3);
      s3 = f32x4.add(s3, d);
      q3 = multiplyAdd(d, d, q3);
    }
    v128.store(sums + c, s0);
    v128.store(sums + c, s1, 16);
    v128.store(sums + c, s2, 32);
    v128.store(sums + c, s3, 48);
    v128.store(squares + c, q0);
    v128.store(squares + c, q1, 16);
    v128.store(squares + c, q2, 32);
    v128.store(squares + c, q3, 48);
  }
  for (; c + 16 <= row; c += 16) {
    const g = v128.load(guess + c);
    let s = f32x4.splat(0);
    let q = f32x4.splat(0);
    for (let at = x + c; at < end; at += row) {
      const d = f32x4.sub(v128.load(at), g);
      s = f32x4.add(s, d);
      q = multiplyAdd(d, d, q);
    }
    v128.store(sums + c, s);
    v128.store(squares + c, q);
  }
  for (; c < row; c += 4) {
    const g = load<f32>(guess + c);
    let s: f32 = 0;
    let q: f32 = 0;
    for (let at = x + c; at < end; at += row) {
      const d = load<f32>(at) - g;
      s += d;
      q += d * d;
    }
    store<f32>(sums + c, s);
    store<f32>(squares + c, q);
  }
}

/** y = (x − mean) · scale + beta over a block of rows. */
// @inline
function normalize(
  x: usize,
  y: usize,
  rows: i32,
  row: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  rectifies: bool,
): void {
  const zero = f32x4.splat(0);
  const end = x + <usize>rows * row;
  const toY = y - x;
  let c: usize = 0;
  for (; c + 32 <= row; c += 32) {
    const m0 = v128.load(mean + c);
    const m1 = v128.load(mean + c, 16);
    const a0 = v128.load(scale + c);
    const a1 = v128.load(scale + c, 16);
    const b0 = v128.load(beta + c);
    const b1 = v128.load(beta + c, 16);
    for (let at = x + c; at < end; at += row) {
      const y0 = multiplyAdd(f32x4.sub(v128.load(at), m0), a0, b0);
      const y1 = multiplyAdd(f32x4.sub(v128.load(at, 16), m1), a1, b1);
      v128.store(at + toY, rectifies ? f32x4.max(y0, zero) : y0);
      v128.store(at + toY, rectifies ? f32x4.max(y1, zero) : y1, 16);
    }
  }
  for (; c < row; c += 4) {
    const m = v128.load32_splat(mean + c);
    const a = v128.load32_splat(scale + c);
    const b = v128.load32_splat(beta + c);
    for (let at = x + c; at < end; at += row) {
      const value = multiplyAdd(f32x4.sub(v128.load32_splat(at), m), a, b);
      v128.store_lane<f32>(at + toY, rectifies ? f32x4.max(value, zero) : value, 0);
    }
  }
}
