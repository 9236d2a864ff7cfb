import type { Image } from '@augmix/core';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';
import { motionBlur } from '../motion-blur.js';

/**
 * Parameters of {@link motionBlurFrames}.
 *
 * @example
 * ```ts
 * import type { MotionBlurFramesParams } from '@augmix/corruptions';
 * const params: MotionBlurFramesParams = { radius: 6, sigma: 1.8, angles: [-180, -171, -162] };
 * ```
 */
export interface MotionBlurFramesParams {
  /** The trail is `2 · ⌈radius⌉ + 1` pixels long; above 0. */
  radius: number;
  /** Standard deviation of the half Gaussian along the trail, in pixels, above 0. */
  sigma: number;
  /** Direction of every frame's trail in degrees, clockwise from the right. */
  angles: readonly number[];
}

/**
 * Camera shake whose direction turns. The trails are one-sided, so the content moves; there is no clean frame.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `motion_blur`; the trails are ImageMagick's.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { motionBlurFrames } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(0, 0, 0, 255, 0));
 * const frames = [...motionBlurFrames(line, { radius: 6, sigma: 1, angles: [0, 180] })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '1 19 88 145 0, 0 0 0 145 88'
 * ```
 */
export function* motionBlurFrames(
  image: Image,
  { radius, sigma, angles }: MotionBlurFramesParams,
): Generator<Image, void> {
  for (const angle of angles) yield motionBlur(image, { radius, sigma, angle });
}

const turning = (radius: number, sigma: number, count: number, step: number): MotionBlurFramesParams => ({
  radius,
  sigma,
  angles: perFrame(count, (frame) => (frame - (count - 1)) * step),
});

export const motionBlurPerturbation = presetSequence({
  table: {
    cifar: turning(6, 1.8, 21, 9),
    tiny: turning(14, 3, 31, 5),
    imagenet: turning(10, 3, 31, 4),
    inception: turning(13, 3, 31, 4),
  },
  // For 64 pixels the benchmark blurs photographs in their own size, and resizes every frame.
  when: { cifar: 'before', tiny: 'after', imagenet: 'before', inception: 'before' },
  draw: (row) => row,
  frames: motionBlurFrames,
});
