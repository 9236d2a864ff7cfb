import { describe, expect, test } from '@jest/globals';
import { createImage, isAugmixError } from '@augmix/core';
import { renderClean } from '@augmix/mixing';
import { equalize, invert } from '@augmix/ops';
import {
  autoaugment,
  policy,
  randAugment,
  readPolicy,
  trivialAugment,
  type PolicySettings,
} from '../src/index.js';
import { bytesOf, cifarImage, size, viewStream } from './fixtures.js';

const image = cifarImage(7);
const errorOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return isAugmixError(error) ? error.toJSON() : error;
  }
  return 'no error';
};

describe('a view', () => {
  const augmentation = policy({
    subPolicies: [
      [
        ['Invert', 1],
        ['Equalize', 1],
      ],
    ],
  });

  test('is the image after all steps, normalised', () => {
    const normalization = { mean: [0.2, 0.4, 0.6], std: [0.5, 0.25, 0.125] };
    const [view, expected] = [new Float32Array(3072), new Float32Array(3072)];
    augmentation.render(image, augmentation.sample(viewStream(1), size), normalization, view);
    renderClean(equalize(invert(image)), normalization, expected);
    expect(view).toEqual(expected);
  });

  test('without steps is the clean one', () => {
    expect(bytesOf(augmentation, image, { steps: [] })).toEqual(image.data);
  });

  test('leaves its image alone, also with three steps and more', () => {
    const before = image.data.slice();
    const steps = ['invert', 'invert', 'equalize', 'invert'].map((op) => ({ op, args: {} }));
    const bytes = bytesOf(augmentation, image, { steps });
    expect(bytes).toEqual(invert(equalize(image)).data);
    expect(image.data).toEqual(before);
  });

  test('may be of any size and of one channel', () => {
    const grey = createImage(
      7,
      5,
      1,
      Uint8Array.from({ length: 35 }, (_, i) => 7 * i),
    );
    for (let seed = 0; seed < 60; seed++) {
      for (const any of [autoaugment(), randAugment(), trivialAugment()]) {
        const view = new Float32Array(35);
        any.render(grey, any.sample(viewStream(seed), grey), { mean: [0], std: [1] }, view);
        expect(view.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
    }
  });

  test('has the fill that is asked for', () => {
    const settings: PolicySettings = { subPolicies: [[['TranslateX', 1, 9]]], fill: [1, 2, 3] };
    const trace = policy(settings).sample(viewStream(1), size);
    const bytes = bytesOf(policy(settings), image, trace);
    const isAtRight = (trace.steps[0].args as { pixels: number }).pixels > 0;
    expect([...bytes.subarray(isAtRight ? 93 : 0).subarray(0, 3)]).toEqual([1, 2, 3]);
  });

  test('of Fast AutoAugment is filled with black, and its squares with a grey', () => {
    const settings = { magnitudes: 'fast-autoaugment' } as const;
    const cut = policy({ ...settings, subPolicies: [[['Cutout', 1, 1]]] });
    expect(cut.sample(viewStream(1), size).steps[0].args).toMatchObject({ fill: [125, 123, 114] });
    const turned = policy({ ...settings, subPolicies: [[['Rotate', 1, 1]]] });
    expect(turned.sample(viewStream(1), size).steps[0].args).toMatchObject({ fill: 0 });
    const filled = policy({ ...settings, subPolicies: [[['Cutout', 1, 1]]], fill: 9 });
    expect(filled.sample(viewStream(1), size).steps[0].args).toMatchObject({ fill: 9 });
  });
});

describe('traces', () => {
  const all = [
    autoaugment({ policy: 'imagenet', fill: [1, 2, 3], interpolation: 'bilinear' }),
    randAugment({ numOps: 4, magnitude: 0 }),
    trivialAugment(),
    policy({
      magnitudes: 'fast-autoaugment',
      subPolicies: [
        [
          ['Cutout', 1, 0.9],
          ['ShearY', 1, 0.5],
          ['Posterize', 1, 0.3],
        ],
      ],
    }),
  ];

  test('written as JSON and read again give the same bytes', () => {
    for (const augmentation of all) {
      for (let seed = 0; seed < 40; seed++) {
        const trace = augmentation.sample(viewStream(seed), size);
        const read = augmentation.parseTrace(JSON.parse(JSON.stringify(trace)));
        expect(read).toEqual(trace);
        expect(bytesOf(augmentation, image, read)).toEqual(bytesOf(augmentation, image, trace));
      }
    }
  });

  const rotate = { degrees: 5, fill: 0, interpolation: 'nearest' };
  test.each([
    [null, undefined],
    [{ step: [] }, 'step'],
    [{ steps: [{ op: 'rotat', args: rotate }] }, 'steps[0].op'],
    [{ steps: [{ op: 'identity', args: {} }] }, 'steps[0].op'],
    [
      {
        steps: [
          { op: 'invert', args: {} },
          { op: 'rotate', args: { ...rotate, degrees: '5' } },
        ],
      },
      'steps[1].args.degrees',
    ],
    [{ steps: [{ op: 'rotate', args: { ...rotate, degres: 5 } }] }, 'steps[0].args.degres'],
    [
      { steps: [{ op: 'rotate', args: { ...rotate, interpolation: 'cubic' } }] },
      'steps[0].args.interpolation',
    ],
    [{ steps: [{ op: 'posterize', args: { bits: 9 } }] }, 'steps[0].args.bits'],
    [{ steps: [{ op: 'equalize', args: { level: 3 } }] }, 'steps[0].args.level'],
    [
      { steps: [{ op: 'cutout', args: { left: -1, top: 0, right: 2, bottom: 2, fill: 0 } }] },
      'steps[0].args.left',
    ],
  ])('%j is not one', (value, path) => {
    expect(errorOf(() => all[0].parseTrace(value))).toMatchObject({
      code: 'TRACE_INVALID',
      ...(path && { path }),
    });
  });
});

describe('sub-policies that cannot be run are refused', () => {
  test.each([
    [[[['Rotat', 0.5, 3]]], {}, 'subPolicies[0][0][0]', 'the name of an op; did you mean "rotate"?'],
    [
      [
        [
          ['Invert', 1],
          ['Rotate', 1.5, 3],
        ],
      ],
      {},
      'subPolicies[0][1][1]',
      'a probability from 0 to 1',
    ],
    [[[['Rotate', NaN, 3]]], {}, 'subPolicies[0][0][1]', 'a probability from 0 to 1'],
    [[[['Rotate', 1, 10]]], {}, 'subPolicies[0][0][2]', undefined],
    [[[['Rotate', 1, 0.5]]], {}, 'subPolicies[0][0][2]', undefined],
    [[[['Rotate', 1]]], {}, 'subPolicies[0][0][2]', undefined],
    [[[['Cutout', 1, 3]]], {}, 'subPolicies[0][0][0]', undefined],
    [
      [[['Rotate', 1, 3]]],
      { magnitudes: 'fast-autoaugment' },
      'subPolicies[0][0][2]',
      'a magnitude from 0 to 1',
    ],
    [[], {}, 'subPolicies', 'at least one'],
    [[[['Invert', 1]]], { magnitudes: 'slow' }, 'magnitudes', 'autoaugment or fast-autoaugment'],
  ] as [PolicySettings['subPolicies'], object, string, string | undefined][])(
    '%j %j',
    (subPolicies, more, path, expected) => {
      expect(errorOf(() => policy({ subPolicies, ...more }))).toMatchObject({
        code: 'INVALID_ARGUMENT',
        path,
        ...(expected !== undefined && { expected }),
      });
    },
  );

  test('levels of ops without a level do not matter', () => {
    expect(() =>
      policy({
        subPolicies: [
          [
            ['Invert', 0.5, 77],
            ['Identity', 1, null],
          ],
        ],
      }),
    ).not.toThrow();
  });
});

test.each([
  () => randAugment({ numOps: 0 }),
  () => randAugment({ magnitude: 31 }),
  () => randAugment({ bins: 1, magnitude: 0 }),
  () => randAugment({ ops: [] }),
  () => trivialAugment({ bins: 1.5 }),
  () => trivialAugment({ ops: ['cutout'] }),
  () => autoaugment({ policy: 'mnist' as 'svhn' }),
])('%s is refused', (make) => {
  expect(errorOf(make)).toMatchObject({ code: 'INVALID_ARGUMENT' });
});

describe('policy files', () => {
  const expected = [
    [
      ['ShearX', 0.9, 0.4],
      ['Invert', 0.2, 3],
    ],
    [['Equalize', 1, null]],
  ];

  test.each([
    ['JSON', '[[["ShearX", 0.9, 4e-1], ["Invert", 0.2, 3]], [["Equalize", 1, null]]]', undefined],
    [
      'a JSON object',
      '{"other": [], "best": [[["ShearX", 0.9, 0.4], ["Invert", 0.2, 3]], [["Equalize", 1, null]]]}',
      'best',
    ],
    [
      'a Python list',
      "# found in 2019\n[[('ShearX', .9, 0.4), ('Invert', 0.2, +3)],\n [('Equalize', 1., None),],]\n",
      undefined,
    ],
    [
      'a Python function',
      'import os\n\ndef fa_other():\n    return [[["Rotate", 1, 1]]]\n\ndef fa_best():\n    """Not a [list]."""\n' +
        '    p = [[["ShearX", 0.9, 0.4], ["Invert", 0.2, 3]], [["Equalize", 1, None]]]  # nor [this]\n    return p\n\nLAST = 1\n',
      'fa_best',
    ],
    [
      'a Python function that joins lists',
      "@convert\ndef best():\n    a = [\n        [('ShearX', 0.9, 0.4),\n         ('Invert', 0.2, 3)]]\n\n    b = [[('Equalize', 1, None)]]\n    return a + b\n",
      'best',
    ],
    [
      'a Python variable',
      "best = [\n[['ShearX', 0.9, 0.4], ['Invert', 0.2, 3]],\n[['Equalize', 1, None]]]\nworse = [[['Invert', 1]]]\n",
      'best',
    ],
  ])('%s', (_what, text, entry) => {
    expect(readPolicy(text, entry)).toEqual(expected);
  });

  test.each([
    ['', undefined, 'there is no list'],
    [
      'def f():\n    return [[["Invert", 1]]]\ndef g():\n    return [[["Invert", 1]]]\n',
      undefined,
      'there are 2 lists',
    ],
    ['def fa_best():\n    return []\n', 'fa_bst', 'there is no "fa_bst"'],
    ['{"best": [[["Invert", 1]]]}', 'bst', 'there is no list "bst"'],
    ['{"best": [', 'best', 'this is not JSON'],
    ['[[["Invert", 1]]', undefined, 'a list has no end'],
    ['[[["Invert", level]]]', undefined, 'a list has "level]]]"'],
  ])('%j with entry %s is refused: %s', (text, entry, message) => {
    expect(errorOf(() => readPolicy(text, entry))).toMatchObject({ code: 'CONFIG_SYNTAX', message });
  });
});
