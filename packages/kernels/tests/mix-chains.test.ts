// The mixture has the bits of float32 arithmetic, step by step.
import { expect, test } from '@jest/globals';
import type { Normalization } from '@augmix/core';
import fc from 'fast-check';
import { kernels, mixChains } from '../src/index.js';

const fast = kernels()!;
const { fround } = Math;

interface Case {
  clean: Uint8Array;
  chains: Uint8Array[];
  weights: number[];
  mix: number;
  channels: number;
  normalization: Normalization;
}

function mixed({ clean, chains, weights, mix, channels, normalization }: Case): Float32Array | undefined {
  const out = new Float32Array(clean.length);
  const start = fast.allocate(clean.length);
  const addresses = chains.map((chain) => fast.allocate(chain.length));
  fast.bytes.set(clean, start);
  chains.forEach((chain, index) => fast.bytes.set(chain, addresses[index]));
  const mixture = { clean: start, chains: addresses, weights, mix, length: clean.length, channels };
  const isDone = mixChains(fast, mixture, normalization, out);
  fast.release(start);
  return isDone ? out : undefined;
}

function expected({ clean, chains, weights, mix, channels, normalization }: Case): Float32Array {
  const entry = (values: readonly number[], index: number) =>
    fround(values[values.length === 1 ? 0 : index % channels]);
  const normalized = (value: number, index: number) =>
    fround(fround(fround(value / 255) - entry(normalization.mean, index)) / entry(normalization.std, index));
  return Float32Array.from(clean, (value, index) => {
    let sum = 0;
    chains.forEach((chain, k) => {
      sum = fround(sum + fround(weights[k] * normalized(chain[index], index)));
    });
    return fround(fround(fround(1 - mix) * normalized(value, index)) + fround(mix * sum));
  });
}

const bits = ({ buffer }: Float32Array): Uint32Array => new Uint32Array(buffer);
const share = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map(fround),
  fc.constantFrom(0, 1, fround(1e-20), fround(1e-36)),
);

function normalizations(channels: number): fc.Arbitrary<Normalization> {
  const own = fc.array(fc.double({ min: -1, max: 2, noNaN: true }), {
    minLength: channels,
    maxLength: channels,
  });
  return fc.oneof(
    fc.constantFrom(
      { mean: [0.5], std: [0.5] },
      { mean: [0], std: [1] },
      { mean: [0.25], std: [-0.25] },
      { mean: [0.4914], std: [0.2023] },
    ),
    fc.record({ mean: own, std: own.map((values) => values.map((value) => value || 1)) }),
  );
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    channels: fc.integer({ min: 1, max: 4 }),
    pixels: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2000, max: 3200 })),
    width: fc.integer({ min: 0, max: 6 }),
    seed: fc.nat(),
  })
  .chain(({ channels, pixels, width, seed }) => {
    let state = seed;
    const bytes = () => {
      const data = new Uint8Array(pixels * channels);
      for (let index = 0; index < data.length; index++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        data[index] = state >>> 24;
      }
      return data;
    };
    return fc.record({
      clean: fc.constant(bytes()),
      chains: fc.constant(Array.from({ length: width }, bytes)),
      weights: fc.array(share, { minLength: width, maxLength: width }),
      mix: share,
      channels: fc.constant(channels),
      normalization: normalizations(channels),
    });
  });

test('for any image, number of chains, weights and normalisation', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const out = mixed(one);
      if (out) expect(bits(out)).toEqual(bits(expected(one)));
    }),
    { numRuns: 300 },
  );
});

const allBytes = Uint8Array.from({ length: 256 }, (_, value) => value);
const single = (normalization: Normalization): Case => ({
  clean: allBytes,
  chains: [allBytes],
  weights: [1],
  mix: 0.5,
  channels: 1,
  normalization,
});

test.each([
  { mean: [0], std: [1] },
  { mean: [0.5], std: [0.5] },
  { mean: [0.4465], std: [0.201] },
  { mean: [-3], std: [1e-3] },
  { mean: [0.5], std: [2 ** -24] },
  { mean: [0.5], std: [2 ** -19] },
  { mean: [2 ** -9], std: [-1] },
])('every byte with %j', (normalization) => {
  expect(mixed({ ...single(normalization), mix: 0 })).toEqual(expected({ ...single(normalization), mix: 0 }));
  expect(mixed(single(normalization))).toEqual(expected(single(normalization)));
});

test.each([
  [{ mean: [2e30], std: [1] }, 1, 0.5],
  [{ mean: [0], std: [1e-31] }, 1, 0.5],
  [{ mean: [0], std: [1e31] }, 1, 0.5],
  [{ mean: [0.5], std: [0.5] }, 1e-37, 0.5],
  [{ mean: [0.5], std: [0.5] }, 1, 1],
])('%j with the weight %d and share %d: done exactly or left alone', (normalization, weight, mix) => {
  const one = { ...single(normalization), weights: [weight], mix };
  const out = mixed(one);
  if (out) expect(bits(out)).toEqual(bits(expected(one)));
  expect(out === undefined).toBe(weight !== 1 || normalization.std[0] !== 0.5);
});

test('more chains than the table holds are left alone', () => {
  const many = 257;
  const chains = Array.from({ length: many }, () => allBytes);
  const normalization = { mean: [0.5], std: [0.5] };
  const weights = new Array<number>(many).fill(fround(1 / many));
  expect(mixed({ ...single(normalization), chains, weights })).toBeUndefined();
  const fewer = { ...single(normalization), chains: chains.slice(1), weights: weights.slice(1) };
  expect(mixed(fewer)).toEqual(expected(fewer));
});
