/**
 * The numbers by which ops name their kernels, with the parameters that each reads. `none` is no kernel: the image stays
 * as it is. Colours are the channels' bytes as one number, the first lowest.
 *
 * @example
 * ```ts
 * import { opKernels } from '@augmix/kernels';
 * opKernels.none; // => 0
 * ```
 */
export const opKernels = {
  none: 0,
  autocontrast: 1,
  equalize: 2,
  /** Mask of the bits to keep. */
  posterize: 3,
  /** Smallest value to invert, 0 … 255. */
  solarize: 4,
  /** Affine matrix of a rotation by less than 90°, six numbers; colour from outside. */
  rotate: 5,
  /** Factor; colour from outside. */
  shearX: 6,
  /** Factor, −1 … 1; colour from outside. */
  shearY: 7,
  /** Whole pixels; colour from outside. */
  translateX: 8,
  /** Whole pixels; colour from outside. */
  translateY: 9,
  /** Factor. Three channels. */
  color: 10,
  /** Factor. */
  contrast: 11,
  /** Factor. */
  brightness: 12,
  /** Factor. */
  sharpness: 13,
  horizontalFlip: 14,
} as const;
