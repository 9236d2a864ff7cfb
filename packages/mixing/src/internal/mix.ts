import type { Image, Normalization } from '@augmix/core';
import { kernels } from '@augmix/kernels';
import type { AugMixTrace } from '../augmix-trace.js';
import type { ChainRunner } from './chain-runner.js';
import { mixInKernels } from './mix-in-kernels.js';
import { checkOutput, float32LevelsTable, float32Table, float64Table } from './normalization-tables.js';

// A level's contribution is its table entry times the weight: 256 products per channel instead of one per pixel.
let weighted = new Float32Array(0);

function weigh(table: Float32Array, weight: number): Float32Array {
  if (weighted.length !== table.length) weighted = new Float32Array(table.length);
  for (let i = 0; i < table.length; i++) weighted[i] = weight * table[i];
  return weighted;
}

/**
 * `(1 − m) · clean + m · Σ weight · chain` in float32. Sums and products are computed in double and rounded when they
 * are stored in a Float32Array, which gives the bits of float32 arithmetic.
 */
export function mixFloat32(
  runner: ChainRunner,
  image: Image,
  trace: AugMixTrace,
  normalization: Normalization,
  out: Float32Array,
): void {
  checkOutput(image, out);
  const { channels } = image;
  const table = float32Table(normalization, channels);
  const fast = kernels();
  if (fast?.accepts(image) && mixInKernels(fast, runner, image, trace, normalization, out)) return;

  const { weights, mix, chains } = trace;
  // The sum starts from 0, not from the first chain: 0 + −0 is 0.
  out.fill(0);
  for (let index = 0; index < chains.length; index++) {
    const { data } = runner.run(image, chains[index]);
    addChain(out, data, weigh(table, Math.fround(weights[index])), channels);
  }
  const m = Math.fround(mix);
  addClean(out, m, image.data, weigh(table, Math.fround(1 - m)), channels);
}

// Both loops are written out for three channels, which takes little more than half the time.
function addChain(sum: Float32Array, data: Uint8Array, share: Float32Array, channels: number): void {
  if (channels === 3) {
    for (let i = 0; i < data.length - 2; i += 3) {
      sum[i] += share[data[i]];
      sum[i + 1] += share[256 + data[i + 1]];
      sum[i + 2] += share[512 + data[i + 2]];
    }
    return;
  }
  for (let channel = 0; channel < channels; channel++) {
    const base = channel << 8;
    for (let i = channel; i < data.length; i += channels) sum[i] += share[base + data[i]];
  }
}

function addClean(
  sum: Float32Array,
  m: number,
  data: Uint8Array,
  share: Float32Array,
  channels: number,
): void {
  if (channels === 3) {
    for (let i = 0; i < data.length - 2; i += 3) {
      sum[i] = share[data[i]] + Math.fround(m * sum[i]);
      sum[i + 1] = share[256 + data[i + 1]] + Math.fround(m * sum[i + 1]);
      sum[i + 2] = share[512 + data[i + 2]] + Math.fround(m * sum[i + 2]);
    }
    return;
  }
  for (let channel = 0; channel < channels; channel++) {
    const base = channel << 8;
    for (let i = channel; i < data.length; i += channels) {
      sum[i] = share[base + data[i]] + Math.fround(m * sum[i]);
    }
  }
}

/** The same as NumPy does it for a float32 image: see `renderFloat64`. */
export function mixFloat64(
  runner: ChainRunner,
  image: Image,
  { weights, mix, chains }: AugMixTrace,
  normalization: Normalization,
  out: Float64Array,
): void {
  checkOutput(image, out);
  const { channels } = image;
  const chainTable = float64Table(normalization, channels);
  const sum = new Float32Array(out.length);
  for (let index = 0; index < chains.length; index++) {
    const { data } = runner.run(image, chains[index]);
    const weight = Math.fround(weights[index]);
    for (let i = 0; i < data.length; i++) sum[i] += weight * chainTable[((i % channels) << 8) + data[i]];
  }
  const m = Math.fround(mix);
  const rest = Math.fround(1 - m);
  const cleanTable = float32LevelsTable(normalization, channels);
  for (let i = 0; i < out.length; i++) {
    out[i] = rest * cleanTable[((i % channels) << 8) + image.data[i]] + Math.fround(m * sum[i]);
  }
}
