import type { Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { affineBilinear, moveAboutMiddle } from '../internal/sequence/affine-bilinear.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link scaleFrames}.
 *
 * @example
 * ```ts
 * import type { ScaleFramesParams } from '@augmix/corruptions';
 * const params: ScaleFramesParams = { scales: [0.7, 0.72, 0.74] };
 * ```
 */
export interface ScaleFramesParams {
  /** How much each frame is enlarged, above 0. */
  scales: readonly number[];
}

/**
 * From far to near: the image reduced, later enlarged; what is not covered is black.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `scale`; the map is that of torchvision up to version 0.3, the
 * interpolation Pillow's, without smoothing.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a scale is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { scaleFrames } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(10, 20, 30, 40, 50));
 * const frames = [...scaleFrames(line, { scales: [0.5, 1] })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '0 10 25 45 0, 10 20 30 40 50'
 * ```
 */
export function* scaleFrames(image: Image, { scales }: ScaleFramesParams): Generator<Image, void> {
  for (const scale of scales) {
    requireArgument(scale > 0 && scale < Infinity, 'scales', scale, 'finite numbers above 0');
    yield affineBilinear(image, moveAboutMiddle(image, { scale }));
  }
}

const percents = (first: number, step: number): ScaleFramesParams => ({
  scales: perFrame(31, (frame) => (frame * step + first) / 100),
});
const imagenet = percents(40, 2.5);

export const scalePerturbation = presetSequence({
  table: { cifar: percents(70, 2), tiny: imagenet, imagenet, inception: imagenet },
  when: { cifar: 'after', tiny: 'after', imagenet: 'after', inception: 'before' },
  draw: (row) => row,
  frames: scaleFrames,
});
