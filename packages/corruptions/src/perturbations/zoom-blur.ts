import type { Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { affineBilinear, moveAboutMiddle } from '../internal/sequence/affine-bilinear.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link zoomBlurFrames}.
 *
 * @example
 * ```ts
 * import type { ZoomBlurFramesParams } from '@augmix/corruptions';
 * const params: ZoomBlurFramesParams = { scales: [1.004, 1.008] };
 * ```
 */
export interface ZoomBlurFramesParams {
  /** How much the image that each frame adds is enlarged, above 0. */
  scales: readonly number[];
}

/**
 * The image as it is, then the mean of it and ever more, ever larger enlargements, in single precision.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `zoom_blur`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a scale is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { zoomBlurFrames } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(0, 0, 255, 0, 0));
 * const frames = [...zoomBlurFrames(line, { scales: [2] })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '0 0 255 0 0, 31 95 223 31 0'
 * ```
 */
export function* zoomBlurFrames(image: Image, { scales }: ZoomBlurFramesParams): Generator<Image, void> {
  const { fround } = Math;
  const sums = Float32Array.from(image.data, (level) => level / 255);
  yield image;
  for (const [added, scale] of scales.entries()) {
    requireArgument(scale > 0 && scale < Infinity, 'scales', scale, 'finite numbers above 0');
    const larger = affineBilinear(image, moveAboutMiddle(image, { scale }));
    const data = new Uint8Array(sums.length);
    for (let index = 0; index < sums.length; index++) {
      sums[index] += fround(larger.data[index] / 255);
      data[index] = fround(fround(sums[index] / (added + 2)) * 255);
    }
    yield { ...image, data };
  }
}

const scales = perFrame(30, (frame) => 1 + 0.004 * (frame + 1));
const row: ZoomBlurFramesParams = { scales };

export const zoomBlurPerturbation = presetSequence({
  table: { cifar: row, tiny: row, imagenet: row, inception: row },
  when: { cifar: 'after', tiny: 'after', imagenet: 'after', inception: 'before' },
  draw: (row) => row,
  frames: zoomBlurFrames,
});
