import type { Image } from '@augmix/core';

/**
 * The values of an image with a border of `reach` pixels on all sides, so that filters need not look where they are.
 *
 * @param outside where a position outside of `length` pixels takes its value from
 */
export function padImage(
  { data, width, height, channels }: Image,
  reach: number,
  outside: (position: number, length: number) => number,
): Uint8Array {
  const row = (width + 2 * reach) * channels;
  const padded = new Uint8Array(row * (height + 2 * reach));
  const edge = Array.from({ length: reach }, (_, index) => index);
  const columns = [...edge.map((x) => x - reach), ...edge.map((x) => x + width)];
  for (let y = -reach; y < height + reach; y++) {
    const source = outside(y, height) * width * channels;
    const target = (y + reach) * row + reach * channels;
    padded.set(data.subarray(source, source + width * channels), target);
    for (const x of columns) {
      const from = source + outside(x, width) * channels;
      for (let channel = 0; channel < channels; channel++) {
        padded[target + x * channels + channel] = data[from + channel];
      }
    }
  }
  return padded;
}
