// Sums by channel over the rows of [rows, channels]: float32 within a block of rows, float64 across blocks.

/** Rows that stay in the first cache while each group of channels passes over them. */
export function rowsPerBlock(channels: i32): i32 {
  return max(16, min(256, 4096 / channels));
}

/** totals (float64) += sums (float32), `count` of each. */
export function addToTotals(sums: usize, totals: usize, count: i32): void {
  const end = sums + ((<usize>count) << 2);
  for (; sums < end; sums += 4, totals += 8) store<f64>(totals, load<f64>(totals) + <f64>load<f32>(sums));
}
