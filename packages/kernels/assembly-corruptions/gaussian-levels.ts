// The Gaussian of an image, as levels. Sums are in single precision, four at once; where one is too near a whole number
// to be cut off, it is added again in double precision, in SciPy's order. Rows with many such values are done again as a
// whole.
import { countExact } from './exact';
import { acrossToLevels, extend, sumRows } from './gaussian';
import { UNITS } from './memory';
import { toSingles } from './pad';
import { toUnits } from './unit';

/** Doubtful values of a row that are added again one by one. */
const mostDoubts = 12;

/**
 * @param source bytes, not where the target is
 * @param taps weights: the middle one, then those of the pairs from the farthest to the nearest; doubles
 * @param singleTaps the same in single precision
 * @param rows per output row and pair, where the two rows that it adds are in an array of doubles
 * @param edges per padded value left and then right of the image, where it is in a row of doubles
 * @param bound how far a sum of levels in single precision may be off
 * @param scratch two padded rows of doubles
 * @param units room for the image in doubles, which is only filled when it is needed
 * @param singles room for the image in single precision
 */
export function gaussianLevels(
  source: usize,
  target: usize,
  row: i32,
  height: i32,
  channels: i32,
  radius: i32,
  taps: usize,
  singleTaps: usize,
  rows: usize,
  edges: usize,
  bound: f32,
  scratch: usize,
  units: usize,
  singles: usize,
): void {
  const border = (<usize>(radius * channels)) << 3;
  const rowBytes = (<usize>row) << 3;
  const inner = scratch + (border >> 1);
  const doubts = scratch + rowBytes + 2 * border;
  let hasUnits = false;
  toSingles(source, singles, row * height);
  for (let y = 0; y < height; y++) {
    sumSingleRows(singles, singles + <usize>((y * row) << 2), inner, rowBytes >> 1, radius, singleTaps, rows);
    extendSingles(inner, rowBytes >> 1, border >> 1, edges);
    const count = acrossSingles(inner, target, row, channels, radius, singleTaps, bound, doubts);
    if (count > mostDoubts) {
      if (!hasUnits) toUnits(source, units, row * height);
      hasUnits = true;
      sumRows(units, units + y * rowBytes, scratch + border, rowBytes, radius, taps, rows);
      extend(scratch + border, rowBytes, border, edges);
      acrossToLevels(scratch + border, target, row, channels, radius, taps);
      countExact(row);
    } else if (count) {
      for (let at: usize = doubts; at < doubts + ((<usize>count) << 2); at += 4) {
        const x = load<i32>(at);
        if (x < row)
          store<u8>(target + x, exactLevel(source, x, y, row, channels, radius, taps, rows, edges));
      }
      countExact(count);
    }
    rows += (<usize>radius) << 3;
    target += row;
  }
}

function sumSingleRows(
  source: usize,
  middle: usize,
  target: usize,
  rowBytes: usize,
  radius: i32,
  taps: usize,
  rows: usize,
): void {
  const lastTap = taps + ((<usize>radius) << 2);
  const end = target + rowBytes;
  const center = v128.load32_splat(taps);
  do {
    let a = f32x4.mul(v128.load(middle), center);
    let b = f32x4.mul(v128.load(middle, 16), center);
    let c = f32x4.mul(v128.load(middle, 32), center);
    let d = f32x4.mul(v128.load(middle, 48), center);
    let pair = rows;
    for (let tap = taps; tap < lastTap; pair += 8) {
      tap += 4;
      const weight = v128.load32_splat(tap);
      const upper = source + ((<usize>load<u32>(pair)) >> 1);
      const lower = source + ((<usize>load<u32>(pair, 4)) >> 1);
      a = f32x4.add(a, f32x4.mul(f32x4.add(v128.load(upper), v128.load(lower)), weight));
      b = f32x4.add(b, f32x4.mul(f32x4.add(v128.load(upper, 16), v128.load(lower, 16)), weight));
      c = f32x4.add(c, f32x4.mul(f32x4.add(v128.load(upper, 32), v128.load(lower, 32)), weight));
      d = f32x4.add(d, f32x4.mul(f32x4.add(v128.load(upper, 48), v128.load(lower, 48)), weight));
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

function extendSingles(inner: usize, rowBytes: usize, border: usize, edges: usize): void {
  for (let at = inner - border; at < inner; at += 4, edges += 4) {
    store<f32>(at, load<f32>(inner + ((<usize>load<u32>(edges)) >> 1)));
  }
  const right = inner + rowBytes;
  for (let at = right; at < right + border; at += 4, edges += 4) {
    store<f32>(at, load<f32>(inner + ((<usize>load<u32>(edges)) >> 1)));
  }
}

/** Fills a row of levels and the places of those in doubt, as many as are worth it; gives their number. */
function acrossSingles(
  source: usize,
  target: usize,
  row: i32,
  channels: i32,
  radius: i32,
  taps: usize,
  bound: f32,
  doubts: usize,
): i32 {
  const reach = (<usize>(radius * channels)) << 2;
  const step = (<usize>channels) << 2;
  const center = v128.load32_splat(taps);
  const lower = f32x4.splat(bound);
  const upper = f32x4.splat(1 - bound);
  const zero = f32x4.splat(0);
  let count = 0;
  for (let x = 0; x < row; x += 8, source += 32) {
    let a = f32x4.mul(v128.load(source), center);
    let b = f32x4.mul(v128.load(source, 16), center);
    let left = source - reach;
    let right = source + reach;
    for (let tap = taps + 4; left < source; left += step, right -= step, tap += 4) {
      const weight = v128.load32_splat(tap);
      a = f32x4.add(a, f32x4.mul(f32x4.add(v128.load(left), v128.load(right)), weight));
      b = f32x4.add(b, f32x4.mul(f32x4.add(v128.load(left, 16), v128.load(right, 16)), weight));
    }
    const wholeA = f32x4.floor(a);
    const wholeB = f32x4.floor(b);
    const words = i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(wholeA), i32x4.trunc_sat_f32x4_s(wholeB));
    v128.store64_lane(target + x, i8x16.narrow_i16x8_u(words, words), 0);
    const shareA = f32x4.sub(a, wholeA);
    const shareB = f32x4.sub(b, wholeB);
    // Sums of zeros are exact.
    const unsureA = v128.and(v128.or(f32x4.lt(shareA, lower), f32x4.gt(shareA, upper)), f32x4.ne(a, zero));
    const unsureB = v128.and(v128.or(f32x4.lt(shareB, lower), f32x4.gt(shareB, upper)), f32x4.ne(b, zero));
    let bits = i32x4.bitmask(unsureA) | (i32x4.bitmask(unsureB) << 4);
    for (; bits && count <= mostDoubts; bits &= bits - 1) {
      store<i32>(doubts + ((<usize>count) << 2), x + ctz(bits));
      count++;
    }
  }
  return count;
}

/** One value in double precision: the vertical sums that it needs, then the horizontal one. */
function exactLevel(
  source: usize,
  x: i32,
  y: i32,
  row: i32,
  channels: i32,
  radius: i32,
  taps: usize,
  rows: usize,
  edges: usize,
): u8 {
  const middle = source + y * row;
  const reach = radius * channels;
  let sum = columnSum(source, middle, x, radius, taps, rows) * load<f64>(taps);
  let tap = taps + 8;
  for (let distance = reach; distance > 0; distance -= channels, tap += 8) {
    const left = x - distance;
    const right = x + distance;
    const from = left < 0 ? load<i32>(edges + ((<usize>(left + reach)) << 2)) >> 3 : left;
    const to = right < row ? right : load<i32>(edges + ((<usize>(reach + right - row)) << 2)) >> 3;
    sum +=
      (columnSum(source, middle, from, radius, taps, rows) +
        columnSum(source, middle, to, radius, taps, rows)) *
      load<f64>(tap);
  }
  return <u8>(sum <= 0 ? 0 : sum >= 1 ? 255 : <i32>(sum * 255));
}

function columnSum(source: usize, middle: usize, x: i32, radius: i32, taps: usize, rows: usize): f64 {
  let sum = unit(middle + x) * load<f64>(taps);
  const column = source + x;
  for (const end = rows + ((<usize>radius) << 3); rows < end; rows += 8) {
    taps += 8;
    const upper = column + ((<usize>load<u32>(rows)) >> 3);
    const lower = column + ((<usize>load<u32>(rows, 4)) >> 3);
    sum += (unit(upper) + unit(lower)) * load<f64>(taps);
  }
  return sum;
}

// @inline
function unit(at: usize): f64 {
  return load<f64>(UNITS + ((<usize>load<u8>(at)) << 3));
}
