import type { Normalization } from '@augmix/core';
import type { Kernels } from './kernels.js';

/** Tables in the module's memory: see assembly/memory.ts. */
const chainsAt = 0x3000;
const normalizationAt = 0x3800;
/** The kernel works on twelve values at a time. */
const lanes = 12;
/** Values between two copies to the output: few enough to lie in the processor's first caches. */
const portion = 512 * lanes;
/** Most chains that the table holds. */
const mostChains = 256;

/**
 * What {@link mixChains} mixes: addresses of images of `length` bytes in the module's memory.
 *
 * @example
 * ```ts
 * import type { Mixture } from '@augmix/kernels';
 * const clean: Omit<Mixture, 'clean'> = { chains: [], weights: [], mix: 0, length: 12, channels: 3 };
 * ```
 */
export interface Mixture {
  clean: number;
  chains: readonly number[];
  /** One per chain, float32. */
  weights: readonly number[];
  /** Share of the chains, float32. */
  mix: number;
  length: number;
  channels: number;
}

/**
 * Writes `(1 − mix) · clean + mix · Σ weight · chain` of normalised images to `out`, in the order of additions and with
 * the float32 roundings of NumPy and PyTorch. Returns false, having done nothing, where a number is out of the range in
 * which the kernel has the same roundings.
 *
 * @param normalization one entry per channel or one for all: `(value / 255 − mean) / std`
 * @param out receives `length` values
 * @example
 * ```ts
 * import { kernels, mixChains } from '@augmix/kernels';
 * const fast = kernels()!;
 * const clean = fast.allocate(1);
 * const chain = fast.allocate(1);
 * fast.bytes[clean] = 255;
 * fast.bytes[chain] = 0;
 * const out = new Float32Array(1);
 * const mixture = { clean, chains: [chain], weights: [1], mix: 0.25, length: 1, channels: 1 };
 * mixChains(fast, mixture, { mean: [0.5], std: [0.5] }, out); // => true
 * fast.release(clean);
 * out[0]; // => 0.5
 * ```
 */
export function mixChains(
  kernels: Kernels,
  { clean, chains, weights, mix, length, channels }: Mixture,
  normalization: Normalization,
  out: Float32Array,
): boolean {
  if (chains.length > mostChains || chains.length !== weights.length) return false;
  const scale = placeNormalization(kernels, normalization, channels);
  if (scale === undefined) return false;
  const share = Math.fround(mix);
  const rest = Math.fround(1 - share);
  if (!keepsBits(rest, scale) || !weights.every((weight) => keepsBits(weight, scale))) return false;

  const result = kernels.allocate(4 * portion + 4 * lanes);
  const { words, floats } = kernels;
  // The kernel wants one chain at least: one of weight 0 adds nothing.
  const count = Math.max(1, chains.length);
  for (let index = 0; index < count; index++) {
    const at = (chainsAt >> 2) + 2 * index;
    words[at] = chains[index] ?? clean;
    floats[at + 1] = (weights[index] ?? 0) * scale;
  }
  const first = result >> 2;
  for (let offset = 0; offset < length; offset += portion) {
    const values = Math.min(portion, length - offset);
    kernels.mix(result, clean, offset, values, count, rest * scale, share, scale === 1);
    out.set(floats.subarray(first, first + values), offset);
  }
  kernels.release(result);
  return true;
}

/**
 * Places means and deviations in the kernel's order. Gives the factor that weights have to take over: with one
 * mean, other than 0, and one deviation that is a power of two there is one, and otherwise it is 1, with the deviations as
 * divisors. Undefined for
 * numbers out of range.
 */
function placeNormalization(
  { floats }: Kernels,
  { mean, std }: Normalization,
  channels: number,
): number | undefined {
  const at = normalizationAt >> 2;
  const firstMean = Math.fround(mean[0]);
  const firstStd = Math.fround(std[0]);
  const exponent = Math.log2(Math.abs(firstStd));
  let isFactor = Math.abs(firstMean) > 1e-30 && Number.isInteger(exponent) && exponent > -20;
  for (let lane = 0; lane < lanes; lane++) {
    const channel = lane % channels;
    const laneMean = Math.fround(mean[mean.length === 1 ? 0 : channel]);
    const laneStd = Math.fround(std[std.length === 1 ? 0 : channel]);
    // Far from where products with powers of two would overflow or lose bits.
    const size = Math.abs(laneStd);
    if (!(Math.abs(laneMean) < 1e30 && size > 1e-30 && size < 1e30)) return undefined;
    isFactor &&= laneMean === firstMean && laneStd === firstStd;
    floats[at + lane] = 256 * laneMean;
    floats[at + lanes + lane] = 256 * laneStd;
  }
  if (!isFactor) return 1;
  floats.fill(2 ** 24 * firstMean, at, at + 4);
  return 1 / (2 ** 24 * firstStd);
}

/** Whether the product with a power of two is exact, that is not so small that it loses bits. */
function keepsBits(weight: number, scale: number): boolean {
  return weight === 0 || scale === 1 || Math.abs(weight * scale) > 1e-37;
}
