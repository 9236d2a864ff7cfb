import type { SubPolicy } from '../sub-policy.js';

/**
 * AutoAugment's policy for ImageNet as its authors publish it, with magnitudes 0 … 9.
 *
 * Source: Cubuk et al., "AutoAugment: Learning Augmentation Policies from Data", CVPR 2019, appendix.
 *
 * @example
 * ```ts
 * import { imagenetPolicy } from '@augmix/policies';
 * imagenetPolicy[0]; // => [['Posterize', 0.4, 8], ['Rotate', 0.6, 9]]
 * ```
 */
// prettier-ignore
export const imagenetPolicy: readonly SubPolicy[] = [
  [['Posterize', 0.4, 8], ['Rotate', 0.6, 9]],
  [['Solarize', 0.6, 5], ['AutoContrast', 0.6, 5]],
  [['Equalize', 0.8, 8], ['Equalize', 0.6, 3]],
  [['Posterize', 0.6, 7], ['Posterize', 0.6, 6]],
  [['Equalize', 0.4, 7], ['Solarize', 0.2, 4]],
  [['Equalize', 0.4, 4], ['Rotate', 0.8, 8]],
  [['Solarize', 0.6, 3], ['Equalize', 0.6, 7]],
  [['Posterize', 0.8, 5], ['Equalize', 1, 2]],
  [['Rotate', 0.2, 3], ['Solarize', 0.6, 8]],
  [['Equalize', 0.6, 8], ['Posterize', 0.4, 6]],
  [['Rotate', 0.8, 8], ['Color', 0.4, 0]],
  [['Rotate', 0.4, 9], ['Equalize', 0.6, 2]],
  [['Equalize', 0, 7], ['Equalize', 0.8, 8]],
  [['Invert', 0.6, 4], ['Equalize', 1, 8]],
  [['Color', 0.6, 4], ['Contrast', 1, 8]],
  [['Rotate', 0.8, 8], ['Color', 1, 2]],
  [['Color', 0.8, 8], ['Solarize', 0.8, 7]],
  [['Sharpness', 0.4, 7], ['Invert', 0.6, 8]],
  [['ShearX', 0.6, 5], ['Equalize', 1, 9]],
  [['Color', 0.4, 0], ['Equalize', 0.6, 3]],
  [['Equalize', 0.4, 7], ['Solarize', 0.2, 4]],
  [['Solarize', 0.6, 5], ['AutoContrast', 0.6, 5]],
  [['Invert', 0.6, 4], ['Equalize', 1, 8]],
  [['Color', 0.6, 4], ['Contrast', 1, 8]],
  [['Equalize', 0.8, 8], ['Equalize', 0.6, 3]],
];
