// The plasma fractal of fog and frost (src/internal/plasma.ts of @augmix/corruptions), its noise drawn as it is needed.
import { counter, setState, stateA, stateB, stateC } from './words';

/** The darkest and the brightest value of the last map. */
export let lowest: f64 = 0;
export let highest: f64 = 0;

/**
 * Fills a map of `size`² doubles, a power of two a side. Its values are not yet scaled to 0 … 1.
 */
export function plasma(map: usize, size: i32, decay: f64): void {
  const wrap = size - 1;
  let a = stateA;
  let b = stateB;
  let c = stateC;
  let n = counter;
  let roughness: f64 = 100;
  store<f64>(map, 0);
  for (let step = size; step >= 2; step >>= 1, roughness /= decay) {
    const half = step >> 1;
    const spread = 2 * roughness;
    for (let y = 0; y < size; y += step) {
      const upper = map + ((<usize>y * size) << 3);
      const lower = map + ((<usize>((y + step) & wrap) * size) << 3);
      const target = map + ((<usize>(y + half) * size + half) << 3);
      for (let x = 0; x < size; x += step) {
        const word = a + b + n++;
        a = b ^ (<i32>((<u32>b) >>> 9));
        b = c + (c << 3);
        c = rotl<i32>(c, 21) + word;
        const left = (<usize>x) << 3;
        const right = (<usize>((x + step) & wrap)) << 3;
        const sum =
          load<f64>(upper + left) +
          load<f64>(lower + left) +
          (load<f64>(upper + right) + load<f64>(lower + right));
        store<f64>(target + left, sum / 4 + noise(word, roughness, spread));
      }
    }
    for (let y = 0; y < size; y += step) {
      const row = map + ((<usize>y * size) << 3);
      const below = map + ((<usize>(y + half) * size) << 3);
      const above = map + ((<usize>((y - half) & wrap) * size) << 3);
      for (let x = half; x < size; x += step) {
        const word = a + b + n++;
        a = b ^ (<i32>((<u32>b) >>> 9));
        b = c + (c << 3);
        c = rotl<i32>(c, 21) + word;
        const at = (<usize>x) << 3;
        const sum =
          load<f64>(below + at) +
          load<f64>(above + at) +
          (load<f64>(row + ((<usize>(x - half)) << 3)) +
            load<f64>(row + ((<usize>((x + half) & wrap)) << 3)));
        store<f64>(row + at, sum / 4 + noise(word, roughness, spread));
      }
    }
    for (let y = half; y < size; y += step) {
      const row = map + ((<usize>y * size) << 3);
      const above = map + ((<usize>(y - half) * size) << 3);
      const below = map + ((<usize>((y + half) & wrap) * size) << 3);
      for (let x = 0; x < size; x += step) {
        const word = a + b + n++;
        a = b ^ (<i32>((<u32>b) >>> 9));
        b = c + (c << 3);
        c = rotl<i32>(c, 21) + word;
        const at = (<usize>x) << 3;
        const sum =
          load<f64>(row + ((<usize>(x + half)) << 3)) +
          load<f64>(row + ((<usize>((x - half) & wrap)) << 3)) +
          (load<f64>(above + at) + load<f64>(below + at));
        store<f64>(row + at, sum / 4 + noise(word, roughness, spread));
      }
    }
  }
  setState(a, b, c, n);
  findRange(map, size * size);
}

// @inline
function noise(word: i32, roughness: f64, spread: f64): f64 {
  return roughness * (-roughness + spread * (<f64>(<u32>word) * (1.0 / 4294967296.0)));
}

/** An even number of values. */
function findRange(map: usize, length: i32): void {
  let low = v128.load(map);
  let high = low;
  const end = map + ((<usize>length) << 3);
  for (; map < end; map += 16) {
    const values = v128.load(map);
    low = f64x2.pmin(low, values);
    high = f64x2.pmax(high, values);
  }
  lowest = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  highest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}
