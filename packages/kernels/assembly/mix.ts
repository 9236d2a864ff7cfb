// (1 − m) · clean + m · Σ weight · chain on normalised values, every step rounded to single precision, in one pass.
//
// A normalised value is ((v / 255) − mean) / std. Everything is scaled by 256, which is exact: 256 v / 255 = v + v / 255,
// and with the product v · (1 / 255) rounded the sum still rounds to the right number for every byte (tests try all).
// Twelve values are computed at a time, a multiple of 1, 2, 3 and 4 channels that lies in one vector of bytes.
import { CHAINS, NORMALIZATION } from './memory';

/**
 * Mixes `length` values. `CHAINS` holds `count` pairs of address and weight. With `isDivided` the deviations in
 * `NORMALIZATION` are divisors (256 · std); else they are 1 and the weights hold the factor.
 */
export function mix(
  out: usize,
  clean: usize,
  offset: usize,
  length: usize,
  count: i32,
  cleanWeight: f32,
  mixWeight: f32,
  isDivided: bool,
): void {
  if (isDivided) mixDivided(out, clean + offset, offset, length, count, cleanWeight, mixWeight);
  else mixScaled(out, clean + offset, offset, length, count, cleanWeight, mixWeight);
}

/** Four bytes, from `first` on, as 256 · (v / 255 − mean). */
// @inline
function centred(bytes: v128, first: i8, mean: v128, share: v128): v128 {
  const none: i8 = -128;
  const pattern = i8x16(
    first,
    none,
    none,
    none,
    first + 1,
    none,
    none,
    none,
    first + 2,
    none,
    none,
    none,
    first + 3,
    none,
    none,
    none,
  );
  const value = f32x4.convert_i32x4_s(i8x16.swizzle(bytes, pattern));
  return f32x4.sub(f32x4.add(value, f32x4.mul(value, share)), mean);
}

function mixScaled(
  out: usize,
  clean: usize,
  offset: usize,
  length: usize,
  count: i32,
  cleanWeight: f32,
  mixWeight: f32,
): void {
  const mean = v128.load(NORMALIZATION);
  const share = f32x4.splat(<f32>(1.0 / 255.0));
  const ofClean = f32x4.splat(cleanWeight);
  const ofMix = f32x4.splat(mixWeight);
  const chainsEnd = CHAINS + ((<usize>count) << 3);
  const end = clean + length;
  do {
    let sum0 = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    let sum2 = f32x4.splat(0);
    for (let chain = CHAINS; chain < chainsEnd; chain += 8) {
      const weight = v128.load_splat<u32>(chain, 4);
      const bytes = v128.load(<usize>load<u32>(chain) + offset);
      sum0 = f32x4.add(sum0, f32x4.mul(weight, centred(bytes, 0, mean, share)));
      sum1 = f32x4.add(sum1, f32x4.mul(weight, centred(bytes, 4, mean, share)));
      sum2 = f32x4.add(sum2, f32x4.mul(weight, centred(bytes, 8, mean, share)));
    }
    const bytes = v128.load(clean);
    const clean0 = f32x4.mul(ofClean, centred(bytes, 0, mean, share));
    const clean1 = f32x4.mul(ofClean, centred(bytes, 4, mean, share));
    const clean2 = f32x4.mul(ofClean, centred(bytes, 8, mean, share));
    v128.store(out, f32x4.add(clean0, f32x4.mul(ofMix, sum0)));
    v128.store(out, f32x4.add(clean1, f32x4.mul(ofMix, sum1)), 16);
    v128.store(out, f32x4.add(clean2, f32x4.mul(ofMix, sum2)), 32);
    clean += 12;
    offset += 12;
    out += 48;
  } while (clean < end);
}

function mixDivided(
  out: usize,
  clean: usize,
  offset: usize,
  length: usize,
  count: i32,
  cleanWeight: f32,
  mixWeight: f32,
): void {
  const mean0 = v128.load(NORMALIZATION);
  const mean1 = v128.load(NORMALIZATION, 16);
  const mean2 = v128.load(NORMALIZATION, 32);
  const std0 = v128.load(NORMALIZATION, 48);
  const std1 = v128.load(NORMALIZATION, 64);
  const std2 = v128.load(NORMALIZATION, 80);
  const share = f32x4.splat(<f32>(1.0 / 255.0));
  const ofClean = f32x4.splat(cleanWeight);
  const ofMix = f32x4.splat(mixWeight);
  const chainsEnd = CHAINS + ((<usize>count) << 3);
  const end = clean + length;
  do {
    let sum0 = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    let sum2 = f32x4.splat(0);
    for (let chain = CHAINS; chain < chainsEnd; chain += 8) {
      const weight = v128.load_splat<u32>(chain, 4);
      const bytes = v128.load(<usize>load<u32>(chain) + offset);
      sum0 = f32x4.add(sum0, f32x4.mul(weight, f32x4.div(centred(bytes, 0, mean0, share), std0)));
      sum1 = f32x4.add(sum1, f32x4.mul(weight, f32x4.div(centred(bytes, 4, mean1, share), std1)));
      sum2 = f32x4.add(sum2, f32x4.mul(weight, f32x4.div(centred(bytes, 8, mean2, share), std2)));
    }
    const bytes = v128.load(clean);
    const clean0 = f32x4.mul(ofClean, f32x4.div(centred(bytes, 0, mean0, share), std0));
    const clean1 = f32x4.mul(ofClean, f32x4.div(centred(bytes, 4, mean1, share), std1));
    const clean2 = f32x4.mul(ofClean, f32x4.div(centred(bytes, 8, mean2, share), std2));
    v128.store(out, f32x4.add(clean0, f32x4.mul(ofMix, sum0)));
    v128.store(out, f32x4.add(clean1, f32x4.mul(ofMix, sum1)), 16);
    v128.store(out, f32x4.add(clean2, f32x4.mul(ofMix, sum2)), 32);
    clean += 12;
    offset += 12;
    out += 48;
  } while (clean < end);
}
