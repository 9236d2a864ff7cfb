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
    const spread = 2 * roughness;
    // The corners around a step's middle; rows and columns beyond the last are the first ones.
    for (let y = 0; y < size; y += step) {
      const upper = y * size;
      const lower = ((y + step) & wrap) * size;
      const target = (y + half) * size + half;
      for (let x = 0; x < size; x += step) {
        const right = (x + step) & wrap;
        const sum = map[upper + x] + map[lower + x] + (map[upper + right] + map[lower + right]);
        map[target + x] = sum / 4 + roughness * (-roughness + spread * random[used++]);
      }
    }
    // The edges between corners: their neighbours above and below, then left and right.
    for (let y = 0; y < size; y += step) {
      const row = y * size;
      const below = (y + half) * size;
      const above = ((y - half) & wrap) * size;
      for (let x = half; x < size; x += step) {
        const sum = map[below + x] + map[above + x] + (map[row + x - half] + map[row + ((x + half) & wrap)]);
        map[row + x] = sum / 4 + roughness * (-roughness + spread * random[used++]);
      }
    }
    for (let y = half; y < size; y += step) {
      const row = y * size;
      const above = (y - half) * size;
      const below = ((y + half) & wrap) * size;
      for (let x = 0; x < size; x += step) {
        const sum = map[row + x + half] + map[row + ((x - half) & wrap)] + (map[above + x] + map[below + x]);
        map[row + x] = sum / 4 + roughness * (-roughness + spread * random[used++]);
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
