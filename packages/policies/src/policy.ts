import { AugmixError, formatPath, type Augmentation } from '@augmix/core';
import type { ImageSettings } from './image-settings.js';
import { autoaugmentLevels, fastAutoaugmentLevels } from './internal/levels.js';
import { opAugmentation } from './internal/op-augmentation.js';
import { policyProblem } from './internal/policy-problem.js';
import { drawStep, type StepSettings } from './internal/step.js';
import { findPolicyOp } from './policy-op.js';
import type { PolicyTrace } from './policy-trace.js';
import type { Magnitudes, SubPolicy } from './sub-policy.js';

/**
 * What {@link policy} is made of.
 *
 * @example
 * ```ts
 * import type { PolicySettings } from '@augmix/policies';
 * const settings: PolicySettings = { subPolicies: [[['Rotate', 0.7, 2], ['TranslateX', 0.3, 9]]] };
 * ```
 */
export interface PolicySettings extends ImageSettings {
  /** At least one; each view draws one of them, all equally likely. */
  subPolicies: readonly SubPolicy[];
  /** What their magnitudes mean (default `autoaugment`). */
  magnitudes?: Magnitudes;
}

/**
 * An augmentation that parses the traces of its own kind.
 *
 * @example
 * ```ts
 * import { randAugment, type PolicyAugmentation } from '@augmix/policies';
 * const augmentation: PolicyAugmentation = randAugment();
 * augmentation.parseTrace({ steps: [] }); // => { steps: [] }
 * ```
 */
export type PolicyAugmentation = Augmentation<PolicyTrace> &
  Required<Pick<Augmentation<PolicyTrace>, 'parseTrace'>>;

const settingsOf: Record<Magnitudes, StepSettings> = {
  autoaugment: { levels: autoaugmentLevels, fill: 128, interpolation: 'nearest' },
  'fast-autoaugment': {
    levels: fastAutoaugmentLevels,
    fill: 0,
    interpolation: 'nearest',
    cutoutFill: [125, 123, 114],
  },
};

/**
 * Runs a policy: every view draws one of the sub-policies and tries its ops in order, each with its own probability. Ops are
 * in 8 bit; the result is normalised.
 *
 * The direction of geometric ops is drawn, and with the magnitudes of `autoaugment` also that of color, contrast, brightness
 * and sharpness. `fill` is 128 for `autoaugment`; for `fast-autoaugment` it is 0, and (125, 123, 114) for cutout.
 *
 * `render` throws `IMAGE_UNSUPPORTED` when an op cannot work on the image, and `INVALID_ARGUMENT` when `fill`, `out` or the
 * normalisation does not fit. `parseTrace` throws `TRACE_INVALID`.
 *
 * Source: Cubuk et al., "AutoAugment: Learning Augmentation Policies from Data", CVPR 2019, with the magnitudes of
 * torchvision's `autoaugment.py`; Lim et al., "Fast AutoAugment", NeurIPS 2019, with those of `augmentations.py` of
 * kakaobrain/fast-autoaugment.
 *
 * @throws AugmixError `INVALID_ARGUMENT` with the place, when an op is unknown or a number is out of range.
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { policy } from '@augmix/policies';
 * const always = policy({ subPolicies: [[['Posterize', 1, 8], ['Equalize', 1]]] });
 * const { steps } = always.sample(keyedStream({ seed: 1, purpose: 'view' }), { width: 32, height: 32 });
 * steps; // => [{ op: 'posterize', args: { bits: 4 } }, { op: 'equalize', args: {} }]
 * ```
 */
export function policy({
  subPolicies,
  magnitudes = 'autoaugment',
  fill,
  interpolation,
}: PolicySettings): PolicyAugmentation {
  refuseProblems(subPolicies, magnitudes);
  const defaults = settingsOf[magnitudes];
  const settings: StepSettings = {
    ...defaults,
    ...(fill !== undefined && { fill, cutoutFill: fill }),
    ...(interpolation && { interpolation }),
  };
  const parsed = subPolicies.map((subPolicy) =>
    subPolicy.map(([name, probability, level]) => ({
      op: findPolicyOp(name)!,
      probability,
      level: level ?? 0,
    })),
  );
  return opAugmentation((stream, size) => {
    const chosen = parsed[stream.integer(0, parsed.length)];
    return chosen.flatMap(({ op, probability, level }) => {
      if (stream.random() >= probability) return [];
      return drawStep(stream, op, level, size, settings) ?? [];
    });
  });
}

function refuseProblems(subPolicies: readonly SubPolicy[], magnitudes: Magnitudes): void {
  if (!(magnitudes in settingsOf)) {
    throw new AugmixError('INVALID_ARGUMENT', `magnitudes is ${String(magnitudes)}`, {
      path: 'magnitudes',
      expected: Object.keys(settingsOf).join(' or '),
    });
  }
  if (subPolicies.length === 0) {
    throw new AugmixError('INVALID_ARGUMENT', 'there is no sub-policy', {
      path: 'subPolicies',
      expected: 'at least one',
    });
  }
  const problem = policyProblem(subPolicies, magnitudes);
  if (!problem) return;
  throw new AugmixError(
    'INVALID_ARGUMENT',
    `a sub-policy has ${JSON.stringify(problem.found) ?? 'nothing'}`,
    {
      path: formatPath(['subPolicies', ...problem.path]),
      expected: problem.expected,
    },
  );
}
