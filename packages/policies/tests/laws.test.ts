// What is drawn has the distribution that the methods are defined by. Seeds are fixed: these never flicker.
import { describe, expect, test } from '@jest/globals';
import type { OpStep } from '@augmix/core';
import {
  autoaugment,
  cifar10Policy,
  policy,
  randAugment,
  reducePolicy,
  trivialAugment,
  type PolicyAugmentation,
} from '../src/index.js';
import { findPolicyOp, randomOps } from '../src/policy-op.js';
import { size, viewStream } from './fixtures.js';

function draws(augmentation: PolicyAugmentation, count: number): OpStep[][] {
  return Array.from({ length: count }, (_, seed) => augmentation.sample(viewStream(seed), size).steps);
}

function counts(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

/** Pearson's χ² of counts against equal probabilities. */
function chiSquare(found: readonly number[]): number {
  const expected = found.reduce((sum, count) => sum + count, 0) / found.length;
  return found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** What χ² exceeds once in 10 000 times (Wilson and Hilferty's approximation). */
function limit(freedom: number): number {
  return freedom * (1 - 2 / (9 * freedom) + 3.719 * Math.sqrt(2 / (9 * freedom))) ** 3;
}

/** Whether a share of `count` is within four standard errors of a probability. */
function expectShare(hits: number, count: number, probability: number): void {
  const error = Math.sqrt((probability * (1 - probability)) / count);
  expect(Math.abs(hits / count - probability)).toBeLessThanOrEqual(4 * error);
}

const named = (steps: OpStep[]): string =>
  steps.length > 0 ? steps.map(({ op }) => op).join(' ') : 'identity';
const argOf = ({ args }: OpStep, name: string): number => (args as Record<string, number>)[name];

describe('a policy', () => {
  const ten = Array.from({ length: 10 }, (_, level) => [['solarize', 1, level] as const]);

  test('draws every sub-policy equally often', () => {
    const augmentation = policy({ subPolicies: ten });
    const found = counts(draws(augmentation, 8000).map((steps) => JSON.stringify(steps)));
    expect(found.size).toBe(10);
    expect(chiSquare([...found.values()])).toBeLessThan(limit(9));
  });

  test.each([0, 0.1, 0.35, 0.9, 1])(
    'applies an op with its probability %p, independently of the next',
    (probability) => {
      const subPolicies = [[['invert', probability] as const, ['equalize', 0.5] as const]];
      const steps = draws(policy({ subPolicies }), 4000).map(named);
      const inverted = steps.filter((names) => names.startsWith('invert')).length;
      expectShare(inverted, 4000, probability);
      expectShare(steps.filter((names) => names === 'invert equalize').length, 4000, probability / 2);
    },
  );

  test.each([
    'ShearX',
    'ShearY',
    'TranslateX',
    'TranslateY',
    'Rotate',
    'Color',
    'Contrast',
    'Brightness',
    'Sharpness',
  ])('%s goes either way equally often', (name) => {
    const augmentation = policy({ subPolicies: [[[name, 1, 5]]] });
    const values = draws(augmentation, 4000).map(([{ args }]) => Object.values(args as object)[0] as number);
    const found = [...new Set(values)].sort((a, b) => a - b);
    expect(found).toHaveLength(2);
    const centre = ['Color', 'Contrast', 'Brightness', 'Sharpness'].includes(name) ? 1 : 0;
    expect(found[0] + found[1]).toBeCloseTo(2 * centre, 6);
    expectShare(values.filter((value) => value === found[0]).length, 4000, 0.5);
  });

  test('the factors of Fast AutoAugment have no direction', () => {
    const subPolicies = [[['Color', 1, 0.25] as const]];
    const steps = draws(policy({ subPolicies, magnitudes: 'fast-autoaugment' }), 100);
    expect(new Set(steps.map(([step]) => argOf(step, 'factor')))).toEqual(
      new Set([0.25 * (1.9 - 0.1) + 0.1]),
    );
  });

  test('the square of cutout has its centre anywhere', () => {
    const subPolicies = [[['Cutout', 1, 0.5] as const]];
    const lefts = draws(policy({ subPolicies, magnitudes: 'fast-autoaugment' }), 4000).map(([step]) =>
      argOf(step, 'left'),
    );
    const mean = lefts.reduce((sum, left) => sum + left, 0) / lefts.length;
    // The centre is uniform from 1 to 32, the square 3.2 wide, and the left side a whole number of at least 0.
    expect(Math.abs(mean - 14.4)).toBeLessThan(0.6);
    expect([Math.min(...lefts), Math.max(...lefts)]).toEqual([0, 30]);
  });
});

describe('AutoAugment', () => {
  test('draws all 25 sub-policies, with their probabilities', () => {
    // How often each number of steps occurs follows from the table.
    const expected = [0, 0, 0];
    for (const [[, p], [, q]] of cifar10Policy) {
      expected[0] += ((1 - p) * (1 - q)) / 25;
      expected[1] += (p * (1 - q) + q * (1 - p)) / 25;
      expected[2] += (p * q) / 25;
    }
    const lengths = draws(autoaugment(), 6000).map(({ length }) => length);
    expected.forEach((probability, count) => {
      expectShare(lengths.filter((length) => length === count).length, 6000, probability);
    });
  });

  test('reduced never applies what overlaps with the corruptions', () => {
    for (const name of ['cifar10', 'svhn', 'imagenet'] as const) {
      const found = new Set(
        draws(autoaugment({ policy: name, reduced: true }), 1500)
          .flat()
          .map(({ op }) => op),
      );
      for (const op of ['color', 'contrast', 'brightness', 'sharpness', 'cutout'])
        expect([op, found.has(op)]).toEqual([op, false]);
      expect(found.has('equalize')).toBe(true);
    }
  });

  test('reduced keeps every other op with its probability and magnitude', () => {
    const kept = reducePolicy(cifar10Policy);
    expect(kept.flat()).toEqual(
      cifar10Policy.flat().filter(([op]) => !['Color', 'Contrast', 'Brightness', 'Sharpness'].includes(op)),
    );
    expect(kept.every(({ length }) => length === 1 || length === 2)).toBe(true);
  });
});

describe('RandAugment', () => {
  test('draws every op equally often, at one level', () => {
    const steps = draws(randAugment({ numOps: 1, magnitude: 30 }), 7000);
    const found = counts(steps.map(named));
    expect([...found.keys()].sort()).toEqual([...randomOps].sort());
    expect(chiSquare([...found.values()])).toBeLessThan(limit(13));
    const degrees = steps
      .flat()
      .filter(({ op }) => op === 'rotate')
      .map((step) => argOf(step, 'degrees'));
    expect(new Set(degrees)).toEqual(new Set([30, -30]));
  });

  test('draws its ops independently of each other, also the same twice', () => {
    const ops = ['invert', 'equalize', 'rotate'] as const;
    expect(() => randAugment({ ops })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    const pairs = draws(randAugment({ ops: ['equalize', 'rotate', 'solarize'] }), 4500).map(named);
    expect(counts(pairs).size).toBe(9);
    expect(chiSquare([...counts(pairs).values()])).toBeLessThan(limit(8));
  });

  test('applies as many ops as it is told, but for those that do nothing', () => {
    const lengths = draws(randAugment({ numOps: 3, ops: ['rotate', 'identity'] }), 4000).map(
      ({ length }) => length,
    );
    [1, 3, 3, 1].forEach((ways, count) => {
      expectShare(lengths.filter((length) => length === count).length, 4000, ways / 8);
    });
  });
});

describe('TrivialAugment', () => {
  test('draws one op, every one equally often', () => {
    const steps = draws(trivialAugment(), 7000);
    expect(steps.every(({ length }) => length <= 1)).toBe(true);
    const found = counts(steps.map(named));
    expect([...found.keys()].sort()).toEqual([...randomOps].sort());
    expect(chiSquare([...found.values()])).toBeLessThan(limit(13));
  });

  test('draws every level and direction equally often', () => {
    const values = draws(trivialAugment({ ops: ['rotate'] }), 6200).map(([step]) => argOf(step, 'degrees'));
    const found = counts(values.map((value) => String(Math.abs(value))));
    expect(found.size).toBe(31);
    expect(chiSquare([...found.values()])).toBeLessThan(limit(30));
    const turned = values.filter((value) => value !== 0);
    expectShare(turned.filter((value) => value > 0).length, turned.length, 0.5);
  });
});

test('names are found in the style of the papers and of this library', () => {
  expect(['ShearX', 'shear_x', 'AutoContrast', 'autocontrast', 'Identity'].map(findPolicyOp)).toEqual([
    'shear_x',
    'shear_x',
    'autocontrast',
    'autocontrast',
    'identity',
  ]);
});
