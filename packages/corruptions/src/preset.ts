/**
 * The benchmarks whose severity tables this package has: CIFAR-10-C (32×32), Tiny-ImageNet-C (64×64), ImageNet-C
 * (224×224) and ImageNet-C for Inception (299×299). A preset says how strong a severity is, and may be used with images
 * of any size.
 *
 * @example
 * ```ts
 * import { presetNames } from '@augmix/corruptions';
 * presetNames.join(' '); // => 'cifar tiny imagenet inception'
 * ```
 */
export const presetNames = ['cifar', 'tiny', 'imagenet', 'inception'] as const;

/**
 * One of {@link presetNames}.
 *
 * @example
 * ```ts
 * import type { Preset } from '@augmix/corruptions';
 * const preset: Preset = 'cifar';
 * ```
 */
export type Preset = (typeof presetNames)[number];

/**
 * What every corruption is made with: the preset is never guessed from the size of an image.
 *
 * @example
 * ```ts
 * import type { PresetSettings } from '@augmix/corruptions';
 * const settings: PresetSettings = { preset: 'imagenet' };
 * ```
 */
export interface PresetSettings {
  preset: Preset;
}
