/**
 * C's `hypot` as in glibc, to the last bit: directions such as −60° have samples right between two pixels, where the last
 * bit decides. `Math.hypot` has another one for a third of all directions.
 */
export function hypot(x: number, y: number): number {
  const long = Math.max(Math.abs(x), Math.abs(y));
  const short = Math.min(Math.abs(x), Math.abs(y));
  const rough = Math.sqrt(long * long + short * short);
  if (rough === 0) return 0;
  // A step of Newton's method, its error terms taken apart so that nothing cancels (Borges, 2019).
  const isNearDiagonal = rough <= 2 * short;
  const rest = rough - (isNearDiagonal ? short : long);
  const error = isNearDiagonal
    ? long * (2 * rest - long) + (rest - 2 * (long - short)) * rest
    : 2 * rest * (long - 2 * short) + ((4 * rest - short) * short + rest * rest);
  return rough - error / (2 * rough);
}
