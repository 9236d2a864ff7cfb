// The example tables of the JPEG standard (ITU-T T.81, annex K), row by row.
const luminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominance = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...new Array<number>(32).fill(99),
];

/** What an 8×8 block's coefficients are rounded by. */
export interface Quantization {
  /** The steps that are left of the scale of coefficients. */
  divisors: Int32Array;
  /** The transform's coefficients come out eight times too large: 1 / (8 · divisor). */
  reciprocals: Float64Array;
}

/** The quantisation of a quality from 1 to 100, as libjpeg scales the tables. */
export function quantizationFor(kind: 'luminance' | 'chrominance', quality: number): Quantization {
  const percent = quality < 50 ? Math.trunc(5000 / quality) : 200 - 2 * quality;
  const base = kind === 'luminance' ? luminance : chrominance;
  const divisors = Int32Array.from(base, (value) =>
    Math.min(Math.max(Math.trunc((value * percent + 50) / 100), 1), 255),
  );
  return { divisors, reciprocals: Float64Array.from(divisors, (divisor) => 1 / (8 * divisor)) };
}

/**
 * Rounds a coefficient, eight times too large, to a multiple of its divisor: half away from zero. Most become 0, without
 * a division. The half added to a whole number keeps the product with the reciprocal off the whole numbers, so that
 * cutting it off is exact.
 */
export function quantized(value: number, { divisors, reciprocals }: Quantization, index: number): number {
  const divisor = divisors[index];
  const half = divisor << 2;
  if (value < half && value > -half) return 0;
  const level = ((value < 0 ? half - value : half + value) + 0.5) * reciprocals[index];
  return Math.imul(value < 0 ? -level : level, divisor);
}
