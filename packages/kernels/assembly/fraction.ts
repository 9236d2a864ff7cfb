// Along one axis, bilinear sampling is a + ⌊d · f⌋ with a difference d of two bytes and a fraction f. As |d| ≤ 255, the
// floor changes only where f crosses a fraction k/n with n ≤ 255. So for nearly every f there is a whole number M with
// ⌊d · M / 2¹⁶⌋ = ⌊d · f⌋ for all d, and 16-bit integers do. Two such fractions are at least 1 / (255 · 254) apart, more
// than 2⁻¹⁶: a cell of that width has one inside at most, and a table can hold it.
import { FRACTIONS } from './memory';

/**
 * Half width, in units of 2⁻³², of the neighbourhood of k/n that is left to exact arithmetic. Coordinates in double
 * precision are off by less than 2⁻³⁶ for images of up to 2¹⁶ pixels a side; the table is off by one unit.
 */
const GUARD: i32 = 3;

/** Walks the Farey sequence of order 255 and notes where in its cell each fraction lies. */
export function fillFractionTable(): void {
  let numerator = 1;
  let denominator = 255;
  let lastNumerator = 0;
  let lastDenominator = 1;
  while (numerator < denominator) {
    const position = ((<u64>numerator) << 32) / <u64>denominator;
    const inCell = (<u32>position) & 0xffff;
    // Those with a power of two below lie on the border between cells.
    if ((denominator & (denominator - 1)) != 0) {
      store<u16>(FRACTIONS + ((<usize>(position >> 16)) << 1), <u16>max<u32>(inCell, 1));
    }
    const times = (255 + lastDenominator) / denominator;
    const nextNumerator = times * numerator - lastNumerator;
    const nextDenominator = times * denominator - lastDenominator;
    lastNumerator = numerator;
    lastDenominator = denominator;
    numerator = nextNumerator;
    denominator = nextDenominator;
  }
}

/** The M of a fraction f in [0, 1); 0 when f is too near to a k/n. */
export function multiplierOf(f: f64): i32 {
  // Adding 1.5 · 2⁵² leaves the whole part of f · 2³² in the low bits, quicker than a conversion does.
  const position = <u32>reinterpret<i64>(f * 4294967296.0 - 0.5 + 6755399441055744.0);
  const cell = <i32>(position >> 16);
  const inCell = <i32>(position & 0xffff);
  const fraction = <i32>load<u16>(FRACTIONS + ((<usize>cell) << 1));
  if (fraction != 0) {
    // Below it M is the lower border of the cell, above it the upper one.
    if (inCell < fraction - GUARD && cell > 0) return cell;
    return inCell > fraction + GUARD ? cell + 1 : 0;
  }
  // Borders that are multiples of 2⁻⁷ are fractions k/n themselves.
  if ((cell & 511) == 0) return inCell > GUARD ? cell + 1 : 0;
  if (((cell + 1) & 511) == 0 && inCell > 0xffff - GUARD) return 0;
  return cell;
}

/** (p · (2¹⁶ − M) + q · M) / 2¹⁶ of eight pairs, from the high and low bytes of M and of its complement. */
// @inline
export function mixBytes(
  near: v128,
  far: v128,
  nearHigh: v128,
  farHigh: v128,
  nearLow: v128,
  farLow: v128,
): v128 {
  const low = i16x8.shr_u(i16x8.add(i16x8.mul(near, nearLow), i16x8.mul(far, farLow)), 8);
  return i16x8.shr_u(i16x8.add(i16x8.add(i16x8.mul(near, nearHigh), i16x8.mul(far, farHigh)), low), 8);
}
