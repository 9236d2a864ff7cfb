import type { Op } from '@augmix/core';
import {
  autocontrastOp,
  brightnessOp,
  colorOp,
  contrastOp,
  cutoutOp,
  equalizeOp,
  invertOp,
  posterizeOp,
  rotateOp,
  sharpnessOp,
  shearXOp,
  shearYOp,
  solarizeOp,
  translateXOp,
  translateYOp,
} from '@augmix/ops';

const ops = [
  shearXOp(),
  shearYOp(),
  translateXOp(),
  translateYOp(),
  rotateOp(),
  brightnessOp(),
  colorOp(),
  contrastOp(),
  sharpnessOp(),
  posterizeOp(),
  solarizeOp(),
  autocontrastOp(),
  equalizeOp(),
  invertOp(),
  cutoutOp(),
];

/** The ops by their names. */
export const opsByName: ReadonlyMap<string, Op> = new Map<string, Op>(ops.map((op) => [op.name, op]));

/**
 * Everything that a sub-policy can name: the ops of `@augmix/ops` that policies are made of, and `identity`, which does
 * nothing. The first fourteen, in this order, are RandAugment's and TrivialAugment's.
 *
 * @example
 * ```ts
 * import { policyOps } from '@augmix/policies';
 * policyOps.length; // => 16
 * policyOps[1]; // => 'shear_x'
 * ```
 */
export const policyOps = [
  'identity',
  'shear_x',
  'shear_y',
  'translate_x',
  'translate_y',
  'rotate',
  'brightness',
  'color',
  'contrast',
  'sharpness',
  'posterize',
  'solarize',
  'autocontrast',
  'equalize',
  'invert',
  'cutout',
] as const;

/**
 * One of {@link policyOps}.
 *
 * @example
 * ```ts
 * import type { PolicyOp } from '@augmix/policies';
 * const op: PolicyOp = 'shear_x';
 * ```
 */
export type PolicyOp = (typeof policyOps)[number];

/** The fourteen that RandAugment and TrivialAugment choose from. */
export const randomOps = policyOps.slice(0, 14);

/** Ops whose strength is the same whatever the level. */
export const withoutLevel: ReadonlySet<PolicyOp> = new Set<PolicyOp>([
  'identity',
  'autocontrast',
  'equalize',
  'invert',
]);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[_\s-]/g, '');
const byPlainName = new Map(policyOps.map((op) => [plain(op), op]));

/** The op of a name in the style of this library or of the papers: `shear_x` or `ShearX`. */
export function findPolicyOp(name: string): PolicyOp | undefined {
  return byPlainName.get(plain(name));
}
