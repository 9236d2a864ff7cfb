import type { Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { affineBilinear, moveAboutMiddle } from '../internal/sequence/affine-bilinear.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link shearFrames}.
 *
 * @example
 * ```ts
 * import type { ShearFramesParams } from '@augmix/corruptions';
 * const params: ShearFramesParams = { degrees: [-1, 0, 1] };
 * ```
 */
export interface ShearFramesParams {
  /** How far vertical lines lean in each frame, the upper end to the right; between −90 and 90. */
  degrees: readonly number[];
}

/**
 * Shears the image sideways; lines that lean keep their length, so the image becomes a little lower. Corners become
 * black.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `shear`, for validation; the map is that of torchvision up to
 * version 0.3, the interpolation Pillow's.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when an angle is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { shearFrames } from '@augmix/corruptions';
 * const image = createImage(3, 3, 1, Uint8Array.of(0, 90, 0, 0, 90, 0, 0, 90, 0));
 * const frames = [...shearFrames(image, { degrees: [0, 15] })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '0 90 0 0 90 0 0 90 0, 0 53 36 0 77 12 12 77 0'
 * ```
 */
export function* shearFrames(image: Image, { degrees }: ShearFramesParams): Generator<Image, void> {
  for (const angle of degrees) {
    requireArgument(Math.abs(angle) < 90, 'degrees', angle, 'numbers between −90 and 90');
    yield affineBilinear(image, moveAboutMiddle(image, { shear: angle }));
  }
}

const row: ShearFramesParams = { degrees: perFrame(31, (frame) => frame - 15) };

export const shearPerturbation = presetSequence({
  table: { cifar: row, tiny: row, imagenet: row, inception: row },
  when: 'after',
  draw: (row) => row,
  frames: shearFrames,
});
