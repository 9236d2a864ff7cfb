const common = [
  'gaussian_noise',
  'shot_noise',
  'impulse_noise',
  'defocus_blur',
  'glass_blur',
  'motion_blur',
  'zoom_blur',
  'snow',
  'frost',
  'fog',
  'brightness',
  'contrast',
  'elastic_transform',
  'pixelate',
  'jpeg_compression',
] as const;
const extra = ['speckle_noise', 'gaussian_blur', 'spatter', 'saturate'] as const;

/**
 * The names of the corruptions in the benchmark's order: the 15 `common` ones that its scores are made of, and the 4
 * `extra` ones for validation, which never enter a score.
 *
 * @example
 * ```ts
 * import { corruptionNames } from '@augmix/corruptions';
 * corruptionNames.common.length; // => 15
 * corruptionNames.extra.join(' '); // => 'speckle_noise gaussian_blur spatter saturate'
 * ```
 */
export const corruptionNames = { common, extra } as const;

/**
 * The name of one of the 19 corruptions.
 *
 * @example
 * ```ts
 * import type { CorruptionName } from '@augmix/corruptions';
 * const name: CorruptionName = 'fog';
 * ```
 */
export type CorruptionName = (typeof common)[number] | (typeof extra)[number];
