// A trace from a file is checked down to the arguments of each op; an error names the place.
import { expect, test } from '@jest/globals';
import { isAugmixError } from '@augmix/core';
import { augmixOps } from '@augmix/ops';
import { augmix, cutout, none } from '../src/index.js';

const rotate = { op: 'rotate', args: { degrees: 5, fill: 0, interpolation: 'bilinear' } };
const valid = { weights: [0.25, 0.75], mix: 0.5, chains: [[rotate], [{ op: 'equalize', args: {} }, rotate]] };
const mixing = augmix({ ops: augmixOps() });

function lineOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (isAugmixError(error)) return error.toLine();
    throw error;
  }
  return 'accepted';
}

test('a valid trace comes back as it is', () => {
  expect(mixing.parseTrace(valid)).toEqual(valid);
  expect(mixing.parseTrace({ ...valid, chains: [[], []] })).toEqual({ ...valid, chains: [[], []] });
});

test('a fill may be one level or one per channel', () => {
  const filled = { op: 'rotate', args: { ...rotate.args, fill: [1, 2, 3] } };
  expect(mixing.parseTrace({ ...valid, chains: [[filled], []] }).chains[0]).toEqual([filled]);
});

test.each([
  [null, 'TRACE_INVALID: the trace has null at its root; expected an object with weights, mix, chains'],
  [[], 'TRACE_INVALID: the trace has [] at its root; expected an object with weights, mix, chains'],
  [{ ...valid, weigths: [1] }, 'TRACE_INVALID at weigths: unknown key "weigths"; did you mean "weights"?'],
  [{ weights: [1], chains: [[]] }, 'TRACE_INVALID at mix: the trace has nothing; expected a value'],
  [{ ...valid, mix: 2 }, 'TRACE_INVALID at mix: the trace has 2; expected a number from 0 to 1'],
  [{ ...valid, mix: '0.5' }, 'TRACE_INVALID at mix: the trace has "0.5"; expected a number from 0 to 1'],
  [{ ...valid, weights: 1 }, 'TRACE_INVALID at weights: the trace has 1; expected a list'],
  [
    { ...valid, weights: [0.25, null] },
    'TRACE_INVALID at weights[1]: the trace has null; expected a number from 0 to 1',
  ],
  [
    { ...valid, weights: [0.25, 0.5] },
    'TRACE_INVALID at weights: the trace has [0.25,0.5]; expected weights that sum to 1, not 0.75',
  ],
  [
    { ...valid, chains: [[]] },
    'TRACE_INVALID at chains: the trace has [[]]; expected one chain per weight, 2 in all',
  ],
  [{ ...valid, chains: [[], {}] }, 'TRACE_INVALID at chains[1]: the trace has {}; expected a list'],
])('%j', (value, line) => {
  expect(lineOf(() => mixing.parseTrace(value))).toBe(line);
});

test.each([
  [
    { ...rotate, op: 'rotat' },
    'op: the trace has "rotat"; expected the name of an op; did you mean "rotate"?',
  ],
  [{ op: 'rotate' }, 'args: the trace has nothing; expected a value'],
  [
    { op: 'rotate', args: { fill: 0, interpolation: 'bilinear' } },
    'args.degrees: the trace has nothing; expected a value',
  ],
  [
    { op: 'rotate', args: { ...rotate.args, degrees: '5' } },
    'args.degrees: the trace has "5"; expected a finite number',
  ],
  [
    { op: 'rotate', args: { ...rotate.args, degree: 5 } },
    'args.degree: unknown key "degree"; did you mean "degrees"?',
  ],
  [
    { op: 'rotate', args: { ...rotate.args, interpolation: 1 } },
    'args.interpolation: the trace has 1; expected a string',
  ],
])('the step %j', (step, line) => {
  const value = { ...valid, chains: [[], [step]] };
  expect(lineOf(() => mixing.parseTrace(value))).toBe(`TRACE_INVALID at chains[1][0].${line}`);
});

test('traces of the other augmentations', () => {
  const hole = { left: 0, top: 1, right: 8, bottom: 9 };
  expect(cutout().parseTrace!({ holes: [hole] })).toEqual({ holes: [hole] });
  expect(lineOf(() => cutout().parseTrace!({ holes: [{ ...hole, left: -1 }] }))).toBe(
    'TRACE_INVALID at holes[0].left: the trace has -1; expected a whole number of at least 0',
  );
  expect(none().parseTrace!({})).toEqual({});
  expect(lineOf(() => none().parseTrace!(valid))).toContain('TRACE_INVALID');
});
