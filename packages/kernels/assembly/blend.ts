// Pillow's `Image.blend`: base + factor · (value − base) in single precision, clamped and truncated.

/** Four whole numbers, 0 … 255. */
// @inline
export function blendLanes(base: v128, value: v128, factor: v128): v128 {
  const mixed = f32x4.add(base, f32x4.mul(factor, f32x4.sub(value, base)));
  const clamped = f32x4.pmin(f32x4.splat(255), f32x4.pmax(f32x4.splat(0), mixed));
  // Adding 2²³ to the whole part leaves it in the low bits, in fewer steps than a conversion takes.
  return v128.and(f32x4.add(f32x4.trunc(clamped), f32x4.splat(8388608)), i32x4.splat(255));
}

/** Fills a table with the blends of every value with one base. */
export function blendTable(table: usize, base: f32, factor: f32): void {
  const bases = f32x4.splat(base);
  const factors = f32x4.splat(factor);
  const four = f32x4.splat(4);
  let values = f32x4(0, 1, 2, 3);
  const end = table + 256;
  do {
    const blended = blendLanes(bases, values, factors);
    const halves = i16x8.narrow_i32x4_u(blended, blended);
    v128.store32_lane(table, i8x16.narrow_i16x8_u(halves, halves), 0);
    values = f32x4.add(values, four);
    table += 4;
  } while (table < end);
}
