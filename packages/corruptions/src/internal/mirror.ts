/** Where a position outside of `length` samples lands when mirrored about the edge samples (`d c b | a b c d | c b a`). */
export function mirror(position: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const wrapped = ((position % period) + period) % period;
  return wrapped < length ? wrapped : period - wrapped;
}
