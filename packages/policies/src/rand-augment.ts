import type { ImageSettings } from './image-settings.js';
import { checkInteger, checkOps } from './internal/check.js';
import { randAugmentLevels } from './internal/levels.js';
import { opAugmentation } from './internal/op-augmentation.js';
import { drawStep } from './internal/step.js';
import { randomOps, type PolicyOp } from './policy-op.js';
import type { PolicyAugmentation } from './policy.js';

/**
 * What {@link randAugment} is made of.
 *
 * @example
 * ```ts
 * import type { RandAugmentSettings } from '@augmix/policies';
 * const strong: RandAugmentSettings = { numOps: 3, magnitude: 15 };
 * ```
 */
export interface RandAugmentSettings extends ImageSettings {
  /** Ops applied to each view, at least 1 (default 2). */
  numOps?: number;
  /** Level of all ops, 0 … bins − 1 (default 9). */
  magnitude?: number;
  /** Number of levels, at least 2 (default 31). */
  bins?: number;
  /** The ops to choose from (default the fourteen of the paper). */
  ops?: readonly PolicyOp[];
}

/**
 * RandAugment: `numOps` ops, each drawn from all and all at one level; only their direction is drawn besides. `fill` is 128
 * unless given.
 *
 * Source: Cubuk et al., "RandAugment: Practical Automated Data Augmentation with a Reduced Search Space", NeurIPS 2020, with
 * the ops, levels and defaults of torchvision.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a setting is out of range.
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { randAugment } from '@augmix/policies';
 * const augmentation = randAugment({ numOps: 1, magnitude: 30, ops: ['posterize'] });
 * augmentation.sample(keyedStream({ seed: 1, purpose: 'view' }), { width: 32, height: 32 }).steps; // => [{ op: 'posterize', args: { bits: 4 } }]
 * ```
 */
export function randAugment({
  numOps = 2,
  magnitude = 9,
  bins = 31,
  ops = randomOps,
  fill = 128,
  interpolation = 'nearest',
}: RandAugmentSettings = {}): PolicyAugmentation {
  checkInteger('numOps', numOps, 1);
  checkInteger('bins', bins, 2);
  checkInteger('magnitude', magnitude, 0, bins - 1);
  checkOps(ops);
  const settings = { levels: randAugmentLevels(bins), fill, interpolation };
  return opAugmentation((stream, size) =>
    Array.from({ length: numOps }, () => {
      const op = ops[stream.integer(0, ops.length)];
      return drawStep(stream, op, magnitude, size, settings) ?? [];
    }).flat(),
  );
}
