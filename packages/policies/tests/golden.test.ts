// Given the same draws, every image has the bytes that torchvision's classes and Pillow give.
import { describe, expect, test } from '@jest/globals';
import type { OpStep } from '@augmix/core';
import { drawSquare } from '@augmix/ops';
import {
  cifar10Policy,
  imagenetPolicy,
  policy,
  svhnPolicy,
  type PolicyOp,
  type SubPolicy,
} from '../src/index.js';
import {
  autoaugmentLevels,
  fastAutoaugmentLevels,
  randAugmentLevels,
  wideLevels,
  type Levels,
  type Sign,
} from '../src/internal/levels.js';
import { makeStep, type StepSettings } from '../src/internal/step.js';
import { findPolicyOp, randomOps, withoutLevel } from '../src/policy-op.js';
import { bytesOf, cifarImage, digest, readGolden, size } from './fixtures.js';

const golden = readGolden();
const images = Array.from({ length: 50 }, (_, index) => cifarImage(index));
const anyPolicy = policy({ subPolicies: [[['equalize', 1]]] });
const result = (index: number, steps: OpStep[]): string =>
  digest(bytesOf(anyPolicy, images[index], { steps }));

type Case = [drawn: number[][], digest: string];
const grey = { fill: 128, interpolation: 'nearest' } as const;

test('the images are those that the golden values were made of', () => {
  expect(images.map(({ data }) => digest(data))).toEqual(golden.images);
});

describe('AutoAugment', () => {
  const tables: Record<string, readonly SubPolicy[]> = {
    cifar10: cifar10Policy,
    imagenet: imagenetPolicy,
    svhn: svhnPolicy,
  };
  const runs = golden.autoaugment as {
    policy: string;
    table?: [string, number, number | null][][];
    fill?: number;
    interpolation?: 'bilinear';
    cases: Case[];
  }[];

  test.each(runs.filter(({ table }) => table))(
    'the policy for $policy is torchvision’s',
    ({ policy: name, table }) => {
      const ours = tables[name].map((subPolicy) =>
        subPolicy.map(([op, probability, level]) => [
          op,
          probability,
          withoutLevel.has(findPolicyOp(op)!) ? null : level,
        ]),
      );
      expect(ours).toEqual(table);
    },
  );

  test.each(runs)('$policy $interpolation: 50 images', (run) => {
    const { fill = 128, interpolation = 'nearest', cases } = run;
    const settings: StepSettings = { levels: autoaugmentLevels, fill, interpolation };
    cases.forEach(([[[chosen], shares, signs], expected], index) => {
      const steps = tables[run.policy][chosen].flatMap(([name, probability, level], place) => {
        if (shares[place] > probability) return [];
        const sign = signs[place] === 0 ? -1 : 1;
        return [makeStep(findPolicyOp(name)!, level ?? 0, sign, size, settings)];
      });
      expect([index, steps, result(index, steps)]).toEqual([index, steps, expected]);
    });
  });
});

describe('RandAugment', () => {
  const runs = golden.randAugment as {
    settings: { num_ops?: number; magnitude?: number; num_magnitude_bins?: number };
    space: string[];
    cases: Case[];
  }[];

  test.each(runs)('$settings: 50 images', ({ settings, space, cases }) => {
    const { num_ops = 2, magnitude = 9, num_magnitude_bins = 31 } = settings;
    const levels = randAugmentLevels(num_magnitude_bins);
    expect(space.map(findPolicyOp)).toEqual(randomOps);
    cases.forEach(([drawn, expected], index) => {
      const left = drawn.flat();
      const steps = Array.from({ length: num_ops }, () => {
        const op = randomOps[left.shift()!];
        const sign = levels.signed.has(op) && left.shift() === 1 ? -1 : 1;
        return op === 'identity' ? [] : [makeStep(op, magnitude, sign, size, { ...grey, levels })];
      }).flat();
      expect(left).toEqual([]);
      expect([index, steps, result(index, steps)]).toEqual([index, steps, expected]);
    });
  });
});

describe('TrivialAugment', () => {
  const runs = golden.trivialAugment as { settings: { num_magnitude_bins?: number }; cases: Case[] }[];

  test.each(runs)('$settings: 50 images', ({ settings, cases }) => {
    const bins = settings.num_magnitude_bins ?? 31;
    const levels = wideLevels(bins);
    cases.forEach(([[[chosen], [level] = [0], [second] = [0]], expected], index) => {
      const op = randomOps[chosen];
      const sign: Sign = levels.signed.has(op) && second === 1 ? -1 : 1;
      const step = { fill: 0, interpolation: 'nearest', levels } as const;
      const steps = op === 'identity' ? [] : [makeStep(op, level, sign, size, step)];
      expect([index, steps, result(index, steps)]).toEqual([index, steps, expected]);
    });
  });
});

describe('levels', () => {
  const spaces: [string, Levels, Record<string, number[]>][] = [
    ['AutoAugment', autoaugmentLevels, golden.levels.autoaugment],
    ['RandAugment', randAugmentLevels(31), golden.levels.randAugment],
    ['TrivialAugment', wideLevels(31), golden.levels.trivialAugment],
  ];
  // What the spaces hold is what the ops are told, except for a direction, a whole part, or a distance from 1.
  const fromTorchvision: Partial<Record<PolicyOp, (magnitude: number) => number>> = {
    translate_x: (magnitude) => -Math.trunc(magnitude),
    translate_y: (magnitude) => -Math.trunc(magnitude),
    brightness: (magnitude) => 1 + magnitude,
    color: (magnitude) => 1 + magnitude,
    contrast: (magnitude) => 1 + magnitude,
    sharpness: (magnitude) => 1 + magnitude,
  };

  test.each(spaces)('of %s are torchvision’s for all ops and bins', (_name, levels, space) => {
    for (const [name, magnitudes] of Object.entries(space)) {
      const op = findPolicyOp(name)!;
      const expected = magnitudes.map(fromTorchvision[op] ?? ((magnitude) => magnitude));
      const found = magnitudes.map((_, level) => levels.argument(op, level, 1, { width: 32, height: 48 }));
      expect([op, found]).toEqual([op, expected.map((value) => value + 0)]);
    }
  });
});

describe('Fast AutoAugment', () => {
  type FastCase = [
    index: number,
    op: string,
    level: number,
    mirrored: boolean,
    u: number,
    v: number,
    digest: string,
  ];
  const cases = golden.fastAutoaugment as FastCase[];
  const settings: StepSettings = { levels: fastAutoaugmentLevels, fill: 0, interpolation: 'nearest' };

  test.each([...new Set(cases.map(([, op]) => op))])('%s gives the bytes of its reference', (name) => {
    for (const [index, , level, isMirrored, u, v, expected] of cases.filter(([, op]) => op === name)) {
      const op = findPolicyOp(name)!;
      const side = fastAutoaugmentLevels.argument(op, level, 1, size);
      const uniform = [u, v].values();
      const square = { uniform: (low: number, high: number) => low + (high - low) * uniform.next().value! };
      const steps =
        op === 'cutout'
          ? [{ op, args: { ...drawSquare(square as never, side, size), fill: [125, 123, 114] } }].filter(
              () => side > 0,
            )
          : [makeStep(op, level, isMirrored ? -1 : 1, size, settings)];
      expect([level, result(index, steps)]).toEqual([level, expected]);
    }
  });
});
