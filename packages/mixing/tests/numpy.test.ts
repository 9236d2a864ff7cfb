// The stream of a seed equals NumPy's legacy generator, draw for draw. Math.log and Math.pow of a JavaScript engine may
// differ from the C library's in the last bit of a double, so doubles are compared to 14 digits and float32 exactly.
import { describe, expect, test } from '@jest/globals';
import type { RandomStream } from '@augmix/core';
import { beta, categorical, dirichlet, gamma, numpyStream } from '../src/index.js';
import { readGolden, sha256 } from './fixtures.js';

const { rng } = readGolden('reference');
const { sequences } = readGolden('mixing');
const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

function expectClose(actual: number[], expected: number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) =>
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1e-14 * Math.abs(expected[i])),
  );
}

describe('after np.random.seed(1)', () => {
  test('raw words and doubles', () => {
    const words = numpyStream(1);
    expect(times(4, () => words.uint32())).toEqual(rng.first_u32);
    const doubles = numpyStream(1);
    expect(times(4, () => doubles.random())).toEqual(rng.random);
  });

  test('the draws of an AugMix view', () => {
    const stream = numpyStream(1);
    expectClose(dirichlet(stream, [1, 1, 1]), rng.dirichlet111);
    expect(beta(stream, 1, 1)).toBe(rng.then_beta11);
    expect(times(8, () => stream.integer(1, 4))).toEqual(rng.then_randint_1_4);
    expect(times(8, () => stream.integer(0, 9))).toEqual(rng.then_choice9);
    expect(times(3, () => stream.uniform(0.1, 3))).toEqual(rng['then_uniform_.1_3']);
  });

  test('parameters below and above 1', () => {
    const stream = numpyStream(1);
    expectClose(dirichlet(stream, [0.5, 0.5, 0.5]), rng['dirichlet_.5x3']);
    expectClose([beta(stream, 0.5, 0.5), beta(stream, 2, 2)], [rng['then_beta.5'], rng.then_beta_2_2]);
  });
});

// One round of tools/golden/mixing.py.
function drawRound(stream: RandomStream, alpha: number): number[] {
  return [
    ...dirichlet(stream, [alpha, alpha, alpha]),
    beta(stream, alpha, alpha),
    stream.integer(1, 4),
    stream.integer(0, 9),
    stream.uniform(0.1, 3),
    stream.random(),
    stream.normal(),
    gamma(stream, alpha),
    categorical(stream, [0.1, 0.2, 0.3, 0.4]),
    stream.integer(0, 2 ** 32),
    beta(stream, 0.5, 2.5),
  ];
}

test.each(
  sequences as { seed: number; alpha: number; rounds: number; last: number[]; float32Sha256: string }[],
)('every distribution in turn: seed $seed, alpha $alpha', ({ seed, alpha, rounds, last, float32Sha256 }) => {
  const stream = numpyStream(seed);
  const values = times(rounds, () => drawRound(stream, alpha));
  expectClose(values.at(-1)!, last);
  expect(sha256(Float32Array.from(values.flat()))).toBe(float32Sha256);
});

test.each([-1, 2 ** 32, 0.5, NaN])('refuses the seed %p', (seed) => {
  expect(() => numpyStream(seed)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
