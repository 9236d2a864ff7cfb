// ImageMagick's motion blur. Sums are in single precision, four times as many at once as in double precision; where one
// is too close to call, it is added again in double precision in the order of the TypeScript form.

import { countExact } from './exact';

/**
 * @param padded the image with a border, in single precision
 * @param offsets per tap, in bytes of `padded`
 * @param weights per tap, double precision
 * @param singles the same in single precision
 * @param bound how far a sum in single precision may be off
 */
export function motion(
  padded: usize,
  stride: i32,
  target: usize,
  row: i32,
  height: i32,
  count: i32,
  offsets: usize,
  weights: usize,
  singles: usize,
  bound: f32,
): void {
  const lastOffset = offsets + ((<usize>count) << 2);
  const lower = f32x4.splat(bound);
  const upper = f32x4.splat(1 - bound);
  const shift = f32x4.splat(<f32>(1.0 / 514.0));
  for (let y = 0; y < height; y++) {
    const end = target + row;
    let source = padded;
    for (let to = target; to < end; to += 8) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let weight = singles;
      for (let tap = offsets; tap < lastOffset; tap += 4, weight += 4) {
        const at = source + <usize>load<u32>(tap);
        const factor = v128.load32_splat(weight);
        a = f32x4.add(a, f32x4.mul(v128.load(at), factor));
        b = f32x4.add(b, f32x4.mul(v128.load(at, 16), factor));
      }
      a = f32x4.add(a, shift);
      b = f32x4.add(b, shift);
      const wholeA = f32x4.floor(a);
      const wholeB = f32x4.floor(b);
      const words = i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(wholeA), i32x4.trunc_sat_f32x4_s(wholeB));
      v128.store64_lane(to, i8x16.narrow_i16x8_u(words, words), 0);
      const shareA = f32x4.sub(a, wholeA);
      const shareB = f32x4.sub(b, wholeB);
      const unsure =
        i32x4.bitmask(v128.or(f32x4.lt(shareA, lower), f32x4.gt(shareA, upper))) |
        (i32x4.bitmask(v128.or(f32x4.lt(shareB, lower), f32x4.gt(shareB, upper))) << 4);
      if (unsure) redo(unsure, source, to, offsets, lastOffset, weights);
      source += 32;
    }
    target = end;
    padded += (<usize>stride) << 2;
  }
}

function redo(
  unsure: i32,
  source: usize,
  target: usize,
  offsets: usize,
  lastOffset: usize,
  weights: usize,
): void {
  do {
    const lane = <usize>ctz(unsure);
    unsure &= unsure - 1;
    let sum: f64 = 0;
    let weight = weights;
    for (let tap = offsets; tap < lastOffset; tap += 4, weight += 8) {
      sum += <f64>load<f32>(source + (lane << 2) + <usize>load<u32>(tap)) * load<f64>(weight);
    }
    store<u8>(target + lane, <u8>(<i32>(<f64>(<i32>(sum * 257 + 0.5)) / 257.0)));
    countExact(1);
  } while (unsure);
}
