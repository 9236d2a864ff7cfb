/**
 * Pillow's `Image.blend` of one value: from `base` (factor 0) to `value` (factor 1) and beyond, in single precision,
 * clamped and truncated. `factor` must be a float32 already (`Math.fround`).
 *
 * Pillow truncates without clamping when 0 ≤ factor ≤ 1, and clamps first otherwise; between two bytes both are the same.
 */
export function blendValue(base: number, value: number, factor: number): number {
  const mixed = Math.fround(base + Math.fround(factor * (value - base)));
  return mixed <= 0 ? 0 : mixed >= 255 ? 255 : mixed | 0;
}

/** Fills a table with the blends of every value with one base. */
export function blendTable(base: number, factor: number, table: Uint8Array): void {
  const single = Math.fround(factor);
  for (let value = 0; value < 256; value++) table[value] = blendValue(base, value, single);
}
