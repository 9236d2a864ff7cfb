// (1 − m) · clean + m · Σ weight · chain on normalised values, every step rounded to single precision, in one pass.
//
// A normalised value is ((v / 255) − mean) / std. Everything is scaled by a power of two, which is exact. By 256: 256 v / 255 =
// v + v / 255, and with the product v · (1 / 255) rounded the sum still rounds to the right number for every byte. By 2²⁴:
// see centredUp. (Tests try all bytes.) Twelve values are computed at a time, a multiple of 1, 2, 3 and 4 channels that lies
// in one vector of bytes.
import { CHAINS, NORMALIZATION } from './memory';

/**
 * Mixes `length` values. `CHAINS` holds `count` pairs, at least one, of address and weight. With `isDivided`,
 * `NORMALIZATION` holds means and deviations, times 256; else one mean other than 0, times 2²⁴, for all channels, and the
 * weights hold the factor that is left.
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

/**
 * Four bytes, from `first` on, as 2²⁴ · (v / 255 − mean) for a mean other than 0. 2²⁴ v / 255 is a little more than the
 * 24-bit number whose three bytes are v: as a float it is the next one up. For v = 0 that is next to nothing, not nothing.
 */
// @inline
function centredUp(bytes: v128, first: i8, mean: v128): v128 {
  const none: i8 = -128;
  const pattern = i8x16(
    first,
    first,
    first,
    none,
    first + 1,
    first + 1,
    first + 1,
    none,
    first + 2,
    first + 2,
    first + 2,
    none,
    first + 3,
    first + 3,
    first + 3,
    none,
  );
  const below = f32x4.convert_i32x4_s(i8x16.swizzle(bytes, pattern));
  return f32x4.sub(i32x4.add(below, i32x4.splat(1)), mean);
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
  const ofClean = f32x4.splat(cleanWeight);
  const ofMix = f32x4.splat(mixWeight);
  const chainsEnd = CHAINS + ((<usize>count) << 3);
  const end = clean + length;
  do {
    let sum0 = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    let sum2 = f32x4.splat(0);
    let chain = CHAINS;
    do {
      const weight = v128.load_splat<u32>(chain, 4);
      const bytes = v128.load(<usize>load<u32>(chain) + offset);
      sum0 = f32x4.add(sum0, f32x4.mul(weight, centredUp(bytes, 0, mean)));
      sum1 = f32x4.add(sum1, f32x4.mul(weight, centredUp(bytes, 4, mean)));
      sum2 = f32x4.add(sum2, f32x4.mul(weight, centredUp(bytes, 8, mean)));
      chain += 8;
    } while (chain < chainsEnd);
    const bytes = v128.load(clean);
    const clean0 = f32x4.mul(ofClean, centredUp(bytes, 0, mean));
    const clean1 = f32x4.mul(ofClean, centredUp(bytes, 4, mean));
    const clean2 = f32x4.mul(ofClean, centredUp(bytes, 8, mean));
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
    let chain = CHAINS;
    do {
      const weight = v128.load_splat<u32>(chain, 4);
      const bytes = v128.load(<usize>load<u32>(chain) + offset);
      sum0 = f32x4.add(sum0, f32x4.mul(weight, f32x4.div(centred(bytes, 0, mean0, share), std0)));
      sum1 = f32x4.add(sum1, f32x4.mul(weight, f32x4.div(centred(bytes, 4, mean1, share), std1)));
      sum2 = f32x4.add(sum2, f32x4.mul(weight, f32x4.div(centred(bytes, 8, mean2, share), std2)));
      chain += 8;
    } while (chain < chainsEnd);
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
