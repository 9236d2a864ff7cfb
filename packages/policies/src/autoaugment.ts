import type { ImageSettings } from './image-settings.js';
import { findPolicyOp, type PolicyOp } from './policy-op.js';
import { policy, type PolicyAugmentation } from './policy.js';
import type { SubPolicy } from './sub-policy.js';
import { cifar10Policy } from './tables/cifar10.js';
import { imagenetPolicy } from './tables/imagenet.js';
import { svhnPolicy } from './tables/svhn.js';

/**
 * What {@link autoaugment} is made of.
 *
 * @example
 * ```ts
 * import type { AutoAugmentSettings } from '@augmix/policies';
 * const forRobustness: AutoAugmentSettings = { policy: 'cifar10', reduced: true };
 * ```
 */
export interface AutoAugmentSettings extends ImageSettings {
  /** The data that the policy was searched on (default `cifar10`). */
  policy?: 'cifar10' | 'svhn' | 'imagenet';
  /** Leaves out the ops that overlap with the corruptions of the benchmarks (default false). */
  reduced?: boolean;
}

const policies: Record<NonNullable<AutoAugmentSettings['policy']>, readonly SubPolicy[]> = {
  cifar10: cifar10Policy,
  svhn: svhnPolicy,
  imagenet: imagenetPolicy,
};

const overlapping = new Set<PolicyOp>(['color', 'contrast', 'brightness', 'sharpness', 'cutout']);

/**
 * A policy without the ops that overlap with the corruptions of CIFAR-10-C and ImageNet-C: color, contrast, brightness,
 * sharpness, and cutout. Sub-policies that are left without an op are left out.
 *
 * The AugMix paper compares itself with such a variant of AutoAugment but does not print its policy; this derivation is ours.
 *
 * @example
 * ```ts
 * import { cifar10Policy, reducePolicy } from '@augmix/policies';
 * reducePolicy([[['Invert', 0.1, 7], ['Contrast', 0.2, 6]]]); // => [[['Invert', 0.1, 7]]]
 * reducePolicy(cifar10Policy).length; // => 19
 * ```
 */
export function reducePolicy(subPolicies: readonly SubPolicy[]): SubPolicy[] {
  return subPolicies
    .map((subPolicy) => subPolicy.filter(([name]) => !overlapping.has(findPolicyOp(name)!)))
    .filter(({ length }) => length > 0);
}

/**
 * AutoAugment with a published policy: {@link policy} with the tables of the paper. Draw for draw and byte for byte the
 * ops are torchvision's on Pillow images with `fill` 128.
 *
 * Source: Cubuk et al., "AutoAugment: Learning Augmentation Policies from Data", CVPR 2019.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for an unknown policy.
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { autoaugment } from '@augmix/policies';
 * const { steps } = autoaugment({ policy: 'svhn' }).sample(keyedStream({ seed: 4, purpose: 'view' }), { width: 32, height: 32 });
 * steps.length <= 2; // => true
 * ```
 */
export function autoaugment({
  policy: name = 'cifar10',
  reduced = false,
  ...image
}: AutoAugmentSettings = {}): PolicyAugmentation {
  const published = policies[name] ?? [];
  return policy({ ...image, subPolicies: reduced ? reducePolicy(published) : published });
}
