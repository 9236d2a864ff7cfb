import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { keyedStream, streamFrom, type RandomStream } from '@augmix/core';
import { allAugmixOps, augmixOps, horizontalFlipOp, padCropOp } from '../src/index.js';

type Args = Record<string, number>;
const byName = new Map(allAugmixOps().map((op) => [op.name, op]));
const size = { width: 32, height: 32 };
const draw = (name: string, stream: RandomStream, severity: number): Args =>
  byName.get(name)!.fromSeverity(stream, severity, size);
const keyed = (index: number): RandomStream => keyedStream({ seed: 7, purpose: 'view', index });
const words = (list: number[]): { stream: RandomStream; left: () => number } => {
  const rest = [...list];
  return { stream: streamFrom({ uint32: () => rest.shift()! }), left: () => rest.length };
};
const many = (name: string, severity: number, count = 4000): Args[] =>
  Array.from({ length: count }, (_, index) => draw(name, keyed(index), severity));

test('the sets are the reference’s, in its order', () => {
  const nine = [
    'autocontrast',
    'equalize',
    'posterize',
    'rotate',
    'solarize',
    'shear_x',
    'shear_y',
    'translate_x',
    'translate_y',
  ];
  expect(augmixOps().map((op) => op.name)).toEqual(nine);
  expect(allAugmixOps().map((op) => op.name)).toEqual([
    ...nine,
    'color',
    'contrast',
    'brightness',
    'sharpness',
  ]);
});

describe('arguments are the reference’s, from the same random words', () => {
  const { cases } = JSON.parse(readFileSync(new URL('golden/levels.json', import.meta.url), 'utf8')) as {
    cases: [string, number, number, number, number[], Args][];
  };
  const signed = new Set(['rotate', 'shear_x', 'shear_y', 'translate_x', 'translate_y']);

  test.each([...new Set(cases.map(([op]) => op))])('%s', (name) => {
    for (const [, severity, width, height, list, expected] of cases.filter(([op]) => op === name)) {
      const { stream, left } = words(list);
      const args = byName.get(name)!.fromSeverity(stream, severity, { width, height });
      expect(args).toMatchObject(expected);
      expect(left()).toBe(signed.has(name) ? 0 : 2);
    }
  });

  test('autocontrast and equalize draw nothing', () => {
    const { stream, left } = words([1, 2]);
    expect(draw('autocontrast', stream, 3)).toEqual({});
    expect(draw('equalize', stream, 3)).toEqual({});
    expect(left()).toBe(2);
  });
});

describe('what is drawn', () => {
  test.each([...byName.keys()])('%s: equal streams give equal arguments, which survive JSON', (name) => {
    for (let index = 0; index < 50; index++) {
      const args = draw(name, keyed(index), 1);
      expect(draw(name, keyed(index), 1)).toEqual(args);
      expect(JSON.parse(JSON.stringify(args))).toEqual(args);
    }
  });

  test.each(['rotate', 'shear_x', 'shear_y', 'translate_x', 'translate_y'])(
    '%s: a number above one half negates the argument',
    (name) => {
      const level = [3000000000, 1234567890];
      const [[key, positive]] = Object.entries(draw(name, words([...level, 0x7fffffff, 0]).stream, 10));
      const [[, negative]] = Object.entries(draw(name, words([...level, 0xffffffff, 0]).stream, 10));
      expect(positive).toBeGreaterThan(0);
      expect([key, negative]).toEqual([key, -positive]);
    },
  );

  // The table of reachable arguments, from the formulas of augmentations.py.
  test.each([
    ['posterize', 'bits', 1, 4, 4],
    ['posterize', 'bits', 3, 3, 4],
    ['posterize', 'bits', 10, 1, 4],
    ['rotate', 'degrees', 1, -2, 2],
    ['rotate', 'degrees', 3, -8, 8],
    ['rotate', 'degrees', 10, -29, 29],
    ['solarize', 'threshold', 1, 231, 254],
    ['solarize', 'threshold', 3, 180, 254],
    ['solarize', 'threshold', 10, 1, 254],
    ['translate_x', 'pixels', 1, -1, 1],
    ['translate_y', 'pixels', 3, -3, 3],
    ['translate_x', 'pixels', 10, -10, 10],
  ])('%s: %s at severity %d lies in %d … %d, and reaches both ends', (name, key, severity, low, high) => {
    const values = many(name, severity).map((args) => args[key]);
    expect([Math.min(...values), Math.max(...values)]).toEqual([low, high]);
  });

  test.each([
    ['shear_x', 1, -0.03, 0.03],
    ['shear_y', 3, -0.09, 0.09],
    ['shear_x', 10, -0.3, 0.3],
    ['color', 3, 0.118, 0.64],
    ['brightness', 10, 0.118, 1.9],
  ])(
    '%s: the factor at severity %d lies in %d … %d, and comes near both ends',
    (name, severity, low, high) => {
      const values = many(name, severity).map(({ factor }) => factor);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThan(high);
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.99 * (high - low));
    },
  );

  test.each([
    ['rotate', 'degrees', 1, 0.2593],
    ['rotate', 'degrees', 3, 0.0805],
    ['translate_x', 'pixels', 1, 0.9306],
    ['translate_y', 'pixels', 3, 0.2888],
  ])('%s: %s at severity %d is 0 in a share %d of draws', (name, key, severity, share) => {
    const values = many(name, severity).map((args) => args[key]);
    expect(values.filter((value) => value === 0).length / values.length).toBeCloseTo(share, 1);
    const negative = values.filter((value) => value < 0).length;
    expect(negative / values.filter((value) => value !== 0).length).toBeCloseTo(0.5, 1);
  });

  test('fill and interpolation stand in the arguments', () => {
    const rotate = augmixOps({ fill: 128, interpolation: 'nearest' })[3];
    expect(rotate.fromSeverity(keyed(1), 3, size)).toMatchObject({ fill: 128, interpolation: 'nearest' });
    expect(draw('rotate', keyed(1), 3)).toMatchObject({ fill: 0, interpolation: 'bilinear' });
  });
});

describe('transforms', () => {
  test('horizontal_flip flips the given share of images', () => {
    const share = (probability?: number): number => {
      const op = horizontalFlipOp(probability === undefined ? {} : { probability });
      return (
        Array.from({ length: 4000 }, (_, i) => op.sample(keyed(i), size)).filter(({ flip }) => flip).length /
        4000
      );
    };
    expect(share(0)).toBe(0);
    expect(share(1)).toBe(1);
    expect(share()).toBeCloseTo(0.5, 1);
    expect(share(0.2)).toBeCloseTo(0.2, 1);
  });

  test('pad_crop starts anywhere in the padding, row drawn first', () => {
    const op = padCropOp();
    const draws = Array.from({ length: 4000 }, (_, i) => op.sample(keyed(i), size));
    expect(new Set(draws.map(({ x, y }) => `${x},${y}`)).size).toBe(81);
    expect(draws.every(({ padding, fill }) => padding === 4 && fill === 0)).toBe(true);
    expect(op.sample(words([2, 7]).stream, size)).toEqual({ x: 7, y: 2, padding: 4, fill: 0 });
  });
});
