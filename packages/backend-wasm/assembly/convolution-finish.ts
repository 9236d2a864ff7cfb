/** y = min(max(y + bias, lower), upper) in place, for pixels of `channels` values. */
export function addBiasAndClip(
  y: usize,
  pixels: i32,
  channels: i32,
  bias: usize,
  lower: f32,
  upper: f32,
): void {
  const low = f32x4.splat(lower);
  const high = f32x4.splat(upper);
  const vectorsEnd = bias + (((<usize>channels) & ~3) << 2);
  const biasEnd = bias + ((<usize>channels) << 2);
  for (; pixels > 0; pixels--) {
    let b = bias;
    for (; b < vectorsEnd; b += 16, y += 16) {
      const sum = f32x4.add(v128.load(y), v128.load(b));
      // These two, unlike min and max, are single instructions, and leave NaN as it is.
      v128.store(y, f32x4.pmin(f32x4.pmax(sum, low), high));
    }
    for (; b < biasEnd; b += 4, y += 4) {
      const sum = f32x4.splat(load<f32>(y) + load<f32>(b));
      store<f32>(y, f32x4.extract_lane(f32x4.pmin(f32x4.pmax(sum, low), high), 0));
    }
  }
}
