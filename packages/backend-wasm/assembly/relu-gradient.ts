/** dx = dy where y > 0, else 0, for `count` values. */
export function reluGradient(dy: usize, y: usize, dx: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const vectorsEnd = dy + (((<usize>count) & ~3) << 2);
  const end = dy + ((<usize>count) << 2);
  while (dy < vectorsEnd) {
    v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
    dy += 16;
    y += 16;
    dx += 16;
  }
  while (dy < end) {
    store<f32>(dx, load<f32>(y) > 0 ? load<f32>(dy) : 0);
    dy += 4;
    y += 4;
    dx += 4;
  }
}
