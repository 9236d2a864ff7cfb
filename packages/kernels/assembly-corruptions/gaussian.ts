// SciPy's gaussian_filter in double precision: the vertical axis first, per output the middle tap first, then the pairs
// around it from the farthest to the nearest. Vectors run across outputs, so that every sum has this order.
import { storeUnits } from './unit';

/** What is made of a row of sums. */
export const enum Output {
  doubles,
  singles,
}

/**
 * @param source doubles, `height` rows of `row` values
 * @param taps weights: the middle one, then those of the pairs from the farthest to the nearest
 * @param rows per output row and pair, the byte offsets of the two rows that it adds
 * @param edges per padded value outside of the image, by bytes: where it is in the row; left ones, then right ones
 * @param scratch a padded row
 */
export function gaussian(
  source: usize,
  target: usize,
  row: i32,
  height: i32,
  channels: i32,
  radius: i32,
  taps: usize,
  rows: usize,
  edges: usize,
  scratch: usize,
  output: Output,
): void {
  const border = (<usize>(radius * channels)) << 3;
  const inner = scratch + border;
  const rowBytes = (<usize>row) << 3;
  const singles = output == Output.singles;
  for (let y = 0; y < height; y++) {
    sumRows(source, source + <usize>y * rowBytes, inner, rowBytes, radius, taps, rows);
    if (singles) roundRow(inner, rowBytes);
    rows += (<usize>radius) << 3;
    extend(inner, rowBytes, border, edges);
    if (singles) {
      acrossToSingles(inner, target, row, channels, radius, taps);
      target += (<usize>row) << 2;
    } else {
      across(inner, target, row, channels, radius, taps);
      target += rowBytes;
    }
  }
}

export function sumRows(
  source: usize,
  middle: usize,
  target: usize,
  rowBytes: usize,
  radius: i32,
  taps: usize,
  rows: usize,
): void {
  const lastTap = taps + ((<usize>radius) << 3);
  const end = target + rowBytes;
  const center = v128.load64_splat(taps);
  do {
    let a = f64x2.mul(v128.load(middle), center);
    let b = f64x2.mul(v128.load(middle, 16), center);
    let c = f64x2.mul(v128.load(middle, 32), center);
    let d = f64x2.mul(v128.load(middle, 48), center);
    let pair = rows;
    for (let tap = taps; tap < lastTap; pair += 8) {
      tap += 8;
      const weight = v128.load64_splat(tap);
      const upper = source + <usize>load<u32>(pair);
      const lower = source + <usize>load<u32>(pair, 4);
      a = f64x2.add(a, f64x2.mul(f64x2.add(v128.load(upper), v128.load(lower)), weight));
      b = f64x2.add(b, f64x2.mul(f64x2.add(v128.load(upper, 16), v128.load(lower, 16)), weight));
      c = f64x2.add(c, f64x2.mul(f64x2.add(v128.load(upper, 32), v128.load(lower, 32)), weight));
      d = f64x2.add(d, f64x2.mul(f64x2.add(v128.load(upper, 48), v128.load(lower, 48)), weight));
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    v128.store(target, c, 32);
    v128.store(target, d, 48);
    source += 64;
    middle += 64;
    target += 64;
  } while (target < end);
}

/** Fills the padding on both sides of a row. */
export function extend(inner: usize, rowBytes: usize, border: usize, edges: usize): void {
  for (let at = inner - border; at < inner; at += 8, edges += 4) {
    store<f64>(at, load<f64>(inner + <usize>load<u32>(edges)));
  }
  const right = inner + rowBytes;
  for (let at = right; at < right + border; at += 8, edges += 4) {
    store<f64>(at, load<f64>(inner + <usize>load<u32>(edges)));
  }
}

function across(source: usize, target: usize, row: i32, channels: i32, radius: i32, taps: usize): void {
  const reach = (<usize>(radius * channels)) << 3;
  const step = (<usize>channels) << 3;
  const center = v128.load64_splat(taps);
  const end = target + ((<usize>row) << 3);
  // Values past the end of the row are overwritten by the next row, or lie behind the block.
  do {
    let a = f64x2.mul(v128.load(source), center);
    let b = f64x2.mul(v128.load(source, 16), center);
    let left = source - reach;
    let right = source + reach;
    for (let tap = taps + 8; left < source; left += step, right -= step, tap += 8) {
      const weight = v128.load64_splat(tap);
      a = f64x2.add(a, f64x2.mul(f64x2.add(v128.load(left), v128.load(right)), weight));
      b = f64x2.add(b, f64x2.mul(f64x2.add(v128.load(left, 16), v128.load(right, 16)), weight));
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    source += 32;
    target += 32;
  } while (target < end);
}

export function acrossToLevels(
  source: usize,
  target: usize,
  row: i32,
  channels: i32,
  radius: i32,
  taps: usize,
): void {
  const reach = (<usize>(radius * channels)) << 3;
  const step = (<usize>channels) << 3;
  const center = v128.load64_splat(taps);
  const end = target + <usize>row;
  do {
    let a = f64x2.mul(v128.load(source), center);
    let b = f64x2.mul(v128.load(source, 16), center);
    let c = f64x2.mul(v128.load(source, 32), center);
    let d = f64x2.mul(v128.load(source, 48), center);
    let left = source - reach;
    let right = source + reach;
    for (let tap = taps + 8; left < source; left += step, right -= step, tap += 8) {
      const weight = v128.load64_splat(tap);
      a = f64x2.add(a, f64x2.mul(f64x2.add(v128.load(left), v128.load(right)), weight));
      b = f64x2.add(b, f64x2.mul(f64x2.add(v128.load(left, 16), v128.load(right, 16)), weight));
      c = f64x2.add(c, f64x2.mul(f64x2.add(v128.load(left, 32), v128.load(right, 32)), weight));
      d = f64x2.add(d, f64x2.mul(f64x2.add(v128.load(left, 48), v128.load(right, 48)), weight));
    }
    storeUnits(target, a, b, c, d);
    source += 64;
    target += 8;
  } while (target < end);
}

/** Rounds a row to single precision. */
function roundRow(row: usize, rowBytes: usize): void {
  const end = row + rowBytes;
  for (; row < end; row += 8) store<f64>(row, <f64>(<f32>load<f64>(row)));
}

function acrossToSingles(
  source: usize,
  target: usize,
  row: i32,
  channels: i32,
  radius: i32,
  taps: usize,
): void {
  const reach = (<usize>(radius * channels)) << 3;
  const step = (<usize>channels) << 3;
  const center = v128.load64_splat(taps);
  const end = target + ((<usize>row) << 2);
  do {
    let a = f64x2.mul(v128.load(source), center);
    let left = source - reach;
    let right = source + reach;
    for (let tap = taps + 8; left < source; left += step, right -= step, tap += 8) {
      const weight = v128.load64_splat(tap);
      a = f64x2.add(a, f64x2.mul(f64x2.add(v128.load(left), v128.load(right)), weight));
    }
    v128.store64_lane(target, f32x4.demote_f64x2_zero(a), 0);
    source += 16;
    target += 8;
  } while (target < end);
}
