// The one-dimensional transforms of Winograd's F(4, 3) with the points 0, ±1, ±2 and ∞ (Lavin & Gray, “Fast Algorithms
// for Convolutional Neural Networks”, 2016), for four channels at a time. Each stores its results `step` bytes apart.
import { multiplyAdd } from './multiply-add';

/** Bᵀ·d: six values of the input. */
// @inline
export function transformInput(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128,
  at: usize,
  step: usize,
): void {
  const four = f32x4.splat(4);
  const minusFour = f32x4.splat(-4);
  v128.store(at, multiplyAdd(f32x4.sub(d0, d2), four, f32x4.sub(d4, d2)));
  at += step;
  const even = multiplyAdd(d2, minusFour, d4);
  const odd = multiplyAdd(d1, minusFour, d3);
  v128.store(at, f32x4.add(even, odd));
  at += step;
  v128.store(at, f32x4.sub(even, odd));
  at += step;
  const difference = f32x4.sub(d3, d1);
  const doubled = f32x4.add(difference, difference);
  const outer = f32x4.sub(d4, d2);
  v128.store(at, f32x4.add(outer, doubled));
  at += step;
  v128.store(at, f32x4.sub(outer, doubled));
  at += step;
  v128.store(at, multiplyAdd(f32x4.sub(d1, d3), four, f32x4.sub(d5, d3)));
}

/** Aᵀ·m: six products become four values of the output. */
// @inline
export function transformOutput(
  m0: v128,
  m1: v128,
  m2: v128,
  m3: v128,
  m4: v128,
  m5: v128,
  at: usize,
  step: usize,
): void {
  const sum1 = f32x4.add(m1, m2);
  const difference1 = f32x4.sub(m1, m2);
  const sum2 = f32x4.add(m3, m4);
  const difference2 = f32x4.sub(m3, m4);
  v128.store(at, f32x4.add(m0, f32x4.add(sum1, sum2)));
  at += step;
  v128.store(at, multiplyAdd(difference2, f32x4.splat(2), difference1));
  at += step;
  v128.store(at, multiplyAdd(sum2, f32x4.splat(4), sum1));
  at += step;
  v128.store(at, f32x4.add(multiplyAdd(difference2, f32x4.splat(8), difference1), m5));
}

/** A·y: four values of the output's gradient, for the gradient of the filter. */
// @inline
export function transformOutputGradient(
  y0: v128,
  y1: v128,
  y2: v128,
  y3: v128,
  at: usize,
  step: usize,
): void {
  const four = f32x4.splat(4);
  v128.store(at, y0);
  at += step;
  let even = f32x4.add(y0, y2);
  let odd = f32x4.add(y1, y3);
  v128.store(at, f32x4.add(even, odd));
  at += step;
  v128.store(at, f32x4.sub(even, odd));
  at += step;
  even = multiplyAdd(y2, four, y0);
  odd = multiplyAdd(y3, four, y1);
  odd = f32x4.add(odd, odd);
  v128.store(at, f32x4.add(even, odd));
  at += step;
  v128.store(at, f32x4.sub(even, odd));
  at += step;
  v128.store(at, y3);
}

/** G·g: three weights. */
// @inline
export function transformFilter(g0: v128, g1: v128, g2: v128, at: usize, step: usize): void {
  const sixth = f32x4.splat(1.0 / 6.0);
  v128.store(at, f32x4.mul(g0, f32x4.splat(0.25)));
  at += step;
  const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(-1.0 / 6.0));
  const inner = f32x4.mul(g1, sixth);
  v128.store(at, f32x4.sub(outer, inner));
  at += step;
  v128.store(at, f32x4.add(outer, inner));
  at += step;
  const outer2 = f32x4.add(f32x4.mul(g0, f32x4.splat(1.0 / 24.0)), f32x4.mul(g2, sixth));
  const inner2 = f32x4.mul(g1, f32x4.splat(1.0 / 12.0));
  v128.store(at, f32x4.add(outer2, inner2));
  at += step;
  v128.store(at, f32x4.sub(outer2, inner2));
  at += step;
  v128.store(at, g2);
}

/** Gᵀ·u: six sums become the gradient of three weights. */
// @inline
export function transformFilterGradient(
  u0: v128,
  u1: v128,
  u2: v128,
  u3: v128,
  u4: v128,
  u5: v128,
  at: usize,
  step: usize,
): void {
  const sixth = f32x4.splat(1.0 / 6.0);
  const near = f32x4.mul(f32x4.add(u1, u2), f32x4.splat(-1.0 / 6.0));
  const far = f32x4.add(u3, u4);
  const first = f32x4.add(near, f32x4.mul(far, f32x4.splat(1.0 / 24.0)));
  v128.store(at, f32x4.add(f32x4.mul(u0, f32x4.splat(0.25)), first));
  at += step;
  const differences = f32x4.mul(f32x4.sub(u3, u4), f32x4.splat(1.0 / 12.0));
  v128.store(at, f32x4.add(f32x4.mul(f32x4.sub(u2, u1), sixth), differences));
  at += step;
  v128.store(at, f32x4.add(u5, f32x4.add(near, f32x4.mul(far, sixth))));
}
