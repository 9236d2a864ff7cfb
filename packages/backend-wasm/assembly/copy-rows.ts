/** Copies `count` rows of `bytes` bytes, a multiple of 4, between places where rows begin `fromStride` and `toStride` bytes apart. */
export function copyRows(
  from: usize,
  to: usize,
  bytes: usize,
  fromStride: usize,
  toStride: usize,
  count: i32,
): void {
  if (bytes > 512) {
    for (; count > 0; count--, from += fromStride, to += toStride) memory.copy(to, from, bytes);
    return;
  }
  const vectors = bytes & ~15;
  for (; count > 0; count--, from += fromStride, to += toStride) {
    let at: usize = 0;
    for (; at < vectors; at += 16) v128.store(to + at, v128.load(from + at));
    for (; at < bytes; at += 4) store<u32>(to + at, load<u32>(from + at));
  }
}
