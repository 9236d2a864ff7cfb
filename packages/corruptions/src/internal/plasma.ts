/**
 * A plasma fractal by diamond and square steps on a torus, `[size, size]`, scaled to 0 … 1. A step's noise is
 * `roughness · U(−roughness, roughness)`, so it falls with the square of the decay.
 *
 * @param size a power of two
 * @param random uniform numbers in [0, 1), used in order: `size² − 1` of them
 */
export function plasmaFractal(size: number, decay: number, random: ArrayLike<number>): Float64Array {
  const map = new Float64Array(size * size);
  const wrap = size - 1; // as a mask, since the size is a power of two
  let used = 0;
  let roughness = 100;
  for (let step = size; step >= 2; step /= 2, roughness /= decay) {
    const half = step / 2;
    const set = (y: number, x: number, sum: number): void => {
      const noise = -roughness + 2 * roughness * random[used++];
      map[y * size + x] = sum / 4 + roughness * noise;
    };
    const value = (y: number, x: number): number => map[(y & wrap) * size + (x & wrap)];
    for (let y = 0; y < size; y += step) {
      for (let x = 0; x < size; x += step) {
        const left = value(y, x) + value(y + step, x);
        set(y + half, x + half, left + (value(y, x + step) + value(y + step, x + step)));
      }
    }
    for (let y = 0; y < size; y += step) {
      for (let x = half; x < size; x += step) {
        const vertical = value(y + half, x) + value(y - half, x);
        set(y, x, vertical + (value(y, x - half) + value(y, x + half)));
      }
    }
    for (let y = half; y < size; y += step) {
      for (let x = 0; x < size; x += step) {
        const horizontal = value(y, x + half) + value(y, x - half);
        set(y, x, horizontal + (value(y - half, x) + value(y + half, x)));
      }
    }
  }
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < map.length; index++) {
    if (map[index] < low) low = map[index];
    if (map[index] > high) high = map[index];
  }
  for (let index = 0; index < map.length; index++) map[index] = (map[index] - low) / (high - low);
  return map;
}
