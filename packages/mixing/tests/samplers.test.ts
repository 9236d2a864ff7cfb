// The samplers have the distributions that they are named after, on any stream. Seeds are fixed: these never flicker.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { streamFrom, type RandomStream } from '@augmix/core';
import { beta, categorical, dirichlet, gamma } from '../src/index.js';
import { viewStream } from './fixtures.js';

const count = 6000;

function draw(sampler: (stream: RandomStream) => number, seed = 1): Float64Array {
  const stream = viewStream(seed);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = sampler(stream);
  return values;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: Float64Array): number => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};

/** Largest distance between the empirical distribution and a cumulative distribution function. */
function ksDistance(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.slice().sort();
  return sorted.reduce((largest, x, i) => {
    const expected = cdf(x);
    return Math.max(largest, Math.abs(expected - i / count), Math.abs((i + 1) / count - expected));
  }, 0);
}

// Passed by all but 1 in 10 000 samples that do have the distribution.
const ksLimit = 2.23 / Math.sqrt(count);

describe('gamma', () => {
  test.each([0.1, 0.5, 1, 2, 9.5])('mean and variance equal the shape %p', (shape) => {
    const values = draw((stream) => gamma(stream, shape));
    const standardError = Math.sqrt(shape / count);
    expect(Math.abs(mean(values) - shape)).toBeLessThan(4 * standardError);
    expect(Math.abs(variance(values) / shape - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 / shape) / count));
  });

  // Closed forms exist for whole shapes and, through the normal distribution, for 1/2.
  test.each([
    [1, (x: number) => 1 - Math.exp(-x)],
    [2, (x: number) => 1 - Math.exp(-x) * (1 + x)],
    [3, (x: number) => 1 - Math.exp(-x) * (1 + x + (x * x) / 2)],
  ])('shape %p has its cumulative distribution', (shape, cdf) => {
    expect(
      ksDistance(
        draw((stream) => gamma(stream, shape)),
        cdf,
      ),
    ).toBeLessThan(ksLimit);
  });

  test('shape 0 gives 0 and draws nothing', () => {
    const [used, fresh] = [viewStream(1), viewStream(1)];
    expect(gamma(used, 0)).toBe(0);
    expect(used.uint32()).toBe(fresh.uint32());
  });
});

describe('beta', () => {
  test.each([
    [1, 1, (x: number) => x],
    [0.5, 0.5, (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
    [2, 2, (x: number) => 3 * x ** 2 - 2 * x ** 3],
    [1, 3, (x: number) => 1 - (1 - x) ** 3],
    [0.25, 1, (x: number) => x ** 0.25],
  ])('(%p, %p) has its cumulative distribution', (a, b, cdf) => {
    expect(
      ksDistance(
        draw((stream) => beta(stream, a, b)),
        cdf,
      ),
    ).toBeLessThan(ksLimit);
  });

  test('parameters so small that every power underflows still give numbers in 0 … 1', () => {
    const values = draw((stream) => beta(stream, 1e-4, 1e-4));
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.026);
  });
});

describe('dirichlet', () => {
  test('each share has its beta distribution', () => {
    const values = draw((stream) => dirichlet(stream, [1, 1, 1])[0]);
    expect(ksDistance(values, (x) => 1 - (1 - x) ** 2)).toBeLessThan(ksLimit);
  });

  test('shares are at least 0 and sum to 1, for any parameters', () => {
    const alphas = fc.array(fc.double({ min: 1e-5, max: 50, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(), alphas, (seed, parameters) => {
        const shares = dirichlet(viewStream(seed), parameters);
        const sum = shares.reduce((total, share) => total + share, 0);
        return (
          shares.length === parameters.length &&
          shares.every((share) => share >= 0) &&
          Math.abs(sum - 1) < 1e-12
        );
      }),
    );
  });

  test('where every gamma draw underflows, one share takes all', () => {
    const stream = viewStream(1);
    const owners = [0, 0, 0];
    for (let i = 0; i < 3000; i++) owners[dirichlet(stream, [1e-6, 1e-6, 1e-6]).indexOf(1)]++;
    owners.forEach((times) => expect(Math.abs(times - 1000)).toBeLessThan(110));
  });
});

describe('categorical', () => {
  test('draws each index in proportion to its weight', () => {
    const values = draw((stream) => categorical(stream, [2, 0, 1, 5]));
    const shares = [0, 1, 2, 3].map((index) => values.filter((value) => value === index).length / count);
    [0.25, 0, 0.125, 0.625].forEach((share, i) => expect(Math.abs(shares[i] - share)).toBeLessThan(0.025));
    expect(shares[1]).toBe(0);
  });

  test('the largest uniform number still finds an index', () => {
    const ones = streamFrom({ uint32: () => 0xffffffff });
    expect(categorical(ones, [0.1, 0.1, 0.1, 0])).toBe(2);
  });
});

test.each([
  ['gamma', () => gamma(viewStream(1), -1)],
  ['gamma', () => gamma(viewStream(1), Infinity)],
  ['beta', () => beta(viewStream(1), 0, 1)],
  ['beta', () => beta(viewStream(1), 1, NaN)],
  ['dirichlet', () => dirichlet(viewStream(1), [])],
  ['dirichlet', () => dirichlet(viewStream(1), [1, 0])],
  ['categorical', () => categorical(viewStream(1), [])],
  ['categorical', () => categorical(viewStream(1), [0, 0])],
  ['categorical', () => categorical(viewStream(1), [1, -1])],
])('%s refuses parameters out of range', (_name, call) => {
  expect(call).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
