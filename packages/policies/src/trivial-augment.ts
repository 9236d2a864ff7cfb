import type { ImageSettings } from './image-settings.js';
import { checkInteger, checkOps } from './internal/check.js';
import { wideLevels } from './internal/levels.js';
import { opAugmentation } from './internal/op-augmentation.js';
import { drawStep } from './internal/step.js';
import { randomOps, withoutLevel, type PolicyOp } from './policy-op.js';
import type { PolicyAugmentation } from './policy.js';

/**
 * What {@link trivialAugment} is made of.
 *
 * @example
 * ```ts
 * import type { TrivialAugmentSettings } from '@augmix/policies';
 * const geometric: TrivialAugmentSettings = { ops: ['rotate', 'shear_x', 'shear_y'] };
 * ```
 */
export interface TrivialAugmentSettings extends ImageSettings {
  /** Number of levels, at least 2 (default 31). */
  bins?: number;
  /** The ops to choose from (default the fourteen of the paper). */
  ops?: readonly PolicyOp[];
}

/**
 * TrivialAugment with its wide ranges: one op, drawn from all, at a level drawn from all. `fill` is 0 unless given.
 *
 * Source: Müller and Hutter, "TrivialAugment: Tuning-free Yet State-of-the-Art Data Augmentation", ICCV 2021, with the ops
 * and levels of torchvision's `TrivialAugmentWide`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a setting is out of range.
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { trivialAugment } from '@augmix/policies';
 * const augmentation = trivialAugment({ ops: ['equalize'] });
 * augmentation.sample(keyedStream({ seed: 1, purpose: 'view' }), { width: 32, height: 32 }).steps; // => [{ op: 'equalize', args: {} }]
 * ```
 */
export function trivialAugment({
  bins = 31,
  ops = randomOps,
  fill = 0,
  interpolation = 'nearest',
}: TrivialAugmentSettings = {}): PolicyAugmentation {
  checkInteger('bins', bins, 2);
  checkOps(ops);
  const settings = { levels: wideLevels(bins), fill, interpolation };
  return opAugmentation((stream, size) => {
    const op = ops[stream.integer(0, ops.length)];
    const level = withoutLevel.has(op) ? 0 : stream.integer(0, bins);
    const step = drawStep(stream, op, level, size, settings);
    return step ? [step] : [];
  });
}
