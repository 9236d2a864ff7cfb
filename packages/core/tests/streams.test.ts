import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  keyedStream,
  permutation,
  philox4x32,
  streamFrom,
  streamPurposes,
  type StreamKey,
  type StreamPurpose,
} from '../src/index.js';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);

// Known answers that the authors publish with the generator (Random123, kat_vectors, philox4x32 10).
describe('Philox4x32-10', () => {
  const ones = 0xffffffff;
  test.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [ones, ones, ones, ones],
      [ones, ones],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('of counter %j and key %j is %j', (counter, key, words) => {
    expect(philox4x32(counter, key)).toEqual(words);
  });
});

describe('keyedStream', () => {
  // The table in the README is what other implementations are checked against.
  const rows = [
    ...read('../README.md').matchAll(
      /^\| (\d+) +\| (\w+) +\| (\d+) +\| (\d+) +\| (\d+) +\| ([\d, ]+?) +\|$/gm,
    ),
  ];
  const vectors = rows.map(([, seed, purpose, epoch, index, view, words]): [StreamKey, number[]] => [
    {
      seed: Number(seed),
      purpose: purpose as StreamPurpose,
      epoch: Number(epoch),
      index: Number(index),
      view: Number(view),
    },
    words.split(', ').map(Number),
  ]);

  test('has published test vectors for every purpose', () => {
    expect(new Set(vectors.map(([key]) => key.purpose))).toEqual(new Set(streamPurposes));
  });

  test.each(vectors)('%j gives the words %j', (key, words) => {
    const stream = keyedStream(key);
    expect(draw(words.length, () => stream.uint32())).toEqual(words);
  });

  test('counts its blocks in the first counter word', () => {
    const stream = keyedStream({ seed: 2 ** 40 + 5, purpose: 'layer', epoch: 6, index: 7, view: 8 });
    const words = draw(12, () => stream.uint32());
    const blocks = [0, 1, 2].flatMap((block) => philox4x32([block, 7, 6, 4 * 65536 + 8], [5, 256]));
    expect(words).toEqual(blocks);
  });

  const arbitraryKey = fc.record({
    seed: fc.maxSafeNat(),
    purpose: fc.constantFrom(...streamPurposes),
    epoch: fc.nat(0xffffffff),
    index: fc.nat(0xffffffff),
    view: fc.nat(0xffff),
  });

  test('equal keys give equal numbers, in any order of use', () => {
    fc.assert(
      fc.property(arbitraryKey, arbitraryKey, (a, b) => {
        const alone = draw(
          5,
          (
            (stream) => () =>
              stream.random()
          )(keyedStream(a)),
        );
        const [first, second] = [keyedStream(a), keyedStream(b)];
        const interleaved = draw(5, () => (second.random(), first.random()));
        expect(interleaved).toEqual(alone);
      }),
    );
  });

  test('keys that differ in one part give other numbers', () => {
    fc.assert(
      fc.property(
        arbitraryKey,
        arbitraryKey,
        fc.constantFrom('seed', 'purpose', 'epoch', 'index', 'view'),
        (a, b, part) => {
          fc.pre(a[part] !== b[part]);
          const words = (key: StreamKey) =>
            draw(
              4,
              (
                (stream) => () =>
                  stream.uint32()
              )(keyedStream(key)),
            );
          expect(words({ ...a, [part]: b[part] })).not.toEqual(words(a));
        },
      ),
    );
  });

  test.each([
    [{ seed: -1 }, 'seed'],
    [{ seed: 1.5 }, 'seed'],
    [{ seed: 2 ** 53 }, 'seed'],
    [{ epoch: 2 ** 32 }, 'epoch'],
    [{ index: Number.NaN }, 'index'],
    [{ view: 65536 }, 'view'],
    [{ purpose: 'noise' as StreamPurpose }, 'purpose'],
  ])('refuses %j', (change, path) => {
    expect(() => keyedStream({ seed: 1, purpose: 'view', ...change })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) }),
    );
  });
});

describe('streamFrom makes of the words of MT19937 what NumPy makes of them', () => {
  const golden = JSON.parse(read('./golden/legacy-stream.json'));
  const replay = () => {
    let next = 0;
    return streamFrom({ uint32: () => golden.words[next++] as number });
  };

  test('random_sample', () => {
    const stream = replay();
    expect(draw(8, () => stream.random())).toEqual(golden['random_sample']);
  });

  test('uniform', () => {
    const stream = replay();
    expect(draw(8, () => stream.uniform(0.1, 3))).toEqual(golden['uniform_0.1_3']);
  });

  test.each([
    [1, 4, 'randint_1_4'],
    [0, 10, 'randint_0_10'],
    [-5, 6, 'randint_-5_6'],
    [0, 2 ** 32, 'randint_0_2e32'],
  ])('randint(%d, %d)', (low, high, key) => {
    const stream = replay();
    expect(draw(golden[key].length, () => stream.integer(low, high))).toEqual(golden[key]);
  });

  test('randint with one possible value takes no words', () => {
    const stream = replay();
    expect([stream.integer(7, 8), stream.random()]).toEqual(golden['randint_7_8_then_random']);
  });

  test('standard_normal, two numbers at a time', () => {
    const stream = replay();
    const normals = draw(9, () => stream.normal());
    // The logarithm of the C library and of the JavaScript engine may differ in the last bit.
    normals.forEach((value, index) => expect(value).toBeCloseTo(golden['normal'][index], 14));
  });
});

describe('a stream', () => {
  const stream = keyedStream({ seed: 9, purpose: 'base' });

  test('stays inside its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (low, span) => {
          const whole = stream.integer(low, low + span);
          expect(Number.isInteger(whole) && whole >= low && whole < low + span).toBe(true);
          const real = stream.uniform(low, low + span);
          expect(real >= low && real < low + span).toBe(true);
        },
      ),
    );
  });

  test.each([
    [3, 3],
    [3, 2],
    [0.5, 2],
    [0, 2 ** 32 + 1],
    [0, Number.NaN],
  ])('draws no whole number from [%d, %d)', (low, high) => {
    expect(() => stream.integer(low, high)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  test('has the moments of a uniform and of a normal distribution', () => {
    const own = keyedStream({ seed: 1, purpose: 'corruption' });
    const count = 20_000;
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / count;
    const uniform = draw(count, () => own.random());
    const normal = draw(count, () => own.normal());
    // Within four standard errors; the seed is fixed, so the outcome is too.
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(mean(normal))).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(mean(normal.map((value) => value ** 2)) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
  });
});

describe('permutation', () => {
  test('holds every number once', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(), (count, seed) => {
        const order = permutation(keyedStream({ seed, purpose: 'order' }), count);
        expect([...order].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
      }),
    );
  });

  test('depends on its stream alone', () => {
    const of = (epoch: number) => [...permutation(keyedStream({ seed: 1, purpose: 'order', epoch }), 50)];
    expect(of(1)).toEqual(of(1));
    expect(of(2)).not.toEqual(of(1));
  });

  test('brings every order of three about equally often', () => {
    const counts = new Map<string, number>();
    for (let epoch = 0; epoch < 6000; epoch++) {
      const order = permutation(keyedStream({ seed: 1, purpose: 'order', epoch }), 3).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(6);
    // 99.9 % point for five degrees of freedom.
    expect(chiSquare).toBeLessThan(20.5);
  });
});
