const test = [
  'gaussian_noise',
  'shot_noise',
  'motion_blur',
  'zoom_blur',
  'snow',
  'brightness',
  'translate',
  'rotate',
  'tilt',
  'scale',
] as const;
const validation = ['speckle_noise', 'gaussian_blur', 'spatter', 'shear'] as const;

/**
 * The names of the perturbation sequences in the benchmark's order: the 10 of the `test` set that its scores are made of,
 * and the 4 for `validation`.
 *
 * The benchmark's evaluation script has `spatter` in place of `snow` among its ten; its paper and its published sets have
 * them as here.
 *
 * @example
 * ```ts
 * import { perturbationNames } from '@augmix/corruptions';
 * perturbationNames.test.length; // => 10
 * perturbationNames.validation.join(' '); // => 'speckle_noise gaussian_blur spatter shear'
 * ```
 */
export const perturbationNames = { test, validation } as const;

/**
 * The name of one of the 14 perturbation sequences.
 *
 * @example
 * ```ts
 * import type { PerturbationName } from '@augmix/corruptions';
 * const name: PerturbationName = 'tilt';
 * ```
 */
export type PerturbationName = (typeof test)[number] | (typeof validation)[number];
