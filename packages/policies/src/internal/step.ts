import type { OpStep, RandomStream, Size } from '@augmix/core';
import { drawSquare, type Fill, type Interpolation } from '@augmix/ops';
import { withoutLevel, type PolicyOp } from '../policy-op.js';
import type { Levels, Sign } from './levels.js';

/** How the ops of an augmentation are told what to do. */
export interface StepSettings {
  levels: Levels;
  fill: Fill;
  interpolation: Interpolation;
  /** Value of cutout's square. */
  cutoutFill?: Fill;
}

const argumentNames: Partial<Record<PolicyOp, string>> = {
  shear_x: 'factor',
  shear_y: 'factor',
  translate_x: 'pixels',
  translate_y: 'pixels',
  rotate: 'degrees',
  posterize: 'bits',
  solarize: 'threshold',
};
const geometric = new Set<PolicyOp>(['shear_x', 'shear_y', 'translate_x', 'translate_y', 'rotate']);

/** An op with its final arguments. */
export function makeStep(
  op: PolicyOp,
  level: number,
  sign: Sign,
  size: Size,
  { levels, fill, interpolation }: StepSettings,
): OpStep {
  if (withoutLevel.has(op)) return { op, args: {} };
  const args = { [argumentNames[op] ?? 'factor']: levels.argument(op, level, sign, size) };
  return { op, args: geometric.has(op) ? { ...args, fill, interpolation } : args };
}

/** The same with everything drawn that is left to chance: a direction, or the place of a square. */
export function drawStep(
  stream: RandomStream,
  op: PolicyOp,
  level: number,
  size: Size,
  settings: StepSettings,
): OpStep | undefined {
  if (op === 'identity') return undefined;
  const { levels, fill, cutoutFill = fill } = settings;
  if (op === 'cutout') {
    const side = levels.argument(op, level, 1, size);
    return side > 0 ? { op, args: { ...drawSquare(stream, side, size), fill: cutoutFill } } : undefined;
  }
  const sign = levels.signed.has(op) && stream.integer(0, 2) === 1 ? -1 : 1;
  return makeStep(op, level, sign, size, settings);
}
