import type { Fill, Interpolation } from '@augmix/ops';

/**
 * What the geometric ops of a policy are told.
 *
 * @example
 * ```ts
 * import { randAugment, type ImageSettings } from '@augmix/policies';
 * const likeTorchvision: ImageSettings = { fill: 0 };
 * randAugment(likeTorchvision);
 * ```
 */
export interface ImageSettings {
  /** Value of pixels that the image does not cover, 0 … 255: one number, or one per channel. */
  fill?: Fill;
  /** How a value between pixels is found (default `nearest`, as in all published code). */
  interpolation?: Interpolation;
}
