import type { Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { gaussianFilter } from '../internal/gaussian.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';
import { fromUnit, toUnit } from '../internal/unit-image.js';

/**
 * Parameters of {@link gaussianBlurFrames}.
 *
 * @example
 * ```ts
 * import type { GaussianBlurFramesParams } from '@augmix/corruptions';
 * const params: GaussianBlurFramesParams = { sigmas: [0.3, 0.315, 0.33], truncate: 7 };
 * ```
 */
export interface GaussianBlurFramesParams {
  /** Standard deviation in pixels of each frame, at least 0. */
  sigmas: readonly number[];
  /** The Gaussian is cut off at this many standard deviations. */
  truncate: number;
}

/**
 * Blurs more and more; the image goes on with its edge values. The first frame is blurred too.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `gaussian_blur`, for validation.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { gaussianBlurFrames } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(0, 0, 255, 0, 0));
 * const frames = [...gaussianBlurFrames(line, { sigmas: [0.3, 0.5], truncate: 7 })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '0 0 253 0 0, 0 27 200 27 0'
 * ```
 */
export function* gaussianBlurFrames(
  image: Image,
  { sigmas, truncate }: GaussianBlurFramesParams,
): Generator<Image, void> {
  requireArgument(truncate > 0 && truncate < Infinity, 'truncate', truncate, 'a finite number above 0');
  for (const sigma of sigmas) {
    requireArgument(sigma >= 0 && sigma < Infinity, 'sigmas', sigma, 'finite numbers of at least 0');
    const values = toUnit(image);
    gaussianFilter(values, image, sigma, { truncate });
    yield fromUnit(image, values);
  }
}

const growing = (first: number, step: number, truncate: number): GaussianBlurFramesParams => ({
  sigmas: perFrame(31, (frame) => first + step * frame),
  truncate,
});

export const gaussianBlurPerturbation = presetSequence({
  table: {
    cifar: growing(0.3, 0.015, 7),
    tiny: growing(0.35, 0.014, 7),
    imagenet: growing(0.25, 0.035, 6),
    inception: growing(0.35, 0.035, 6),
  },
  when: 'before',
  draw: (row) => row,
  frames: gaussianBlurFrames,
});
