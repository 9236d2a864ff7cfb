import type { Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { affineBilinear, moveAboutMiddle } from '../internal/sequence/affine-bilinear.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link rotateFrames}.
 *
 * @example
 * ```ts
 * import type { RotateFramesParams } from '@augmix/corruptions';
 * const params: RotateFramesParams = { degrees: [-1, 0, 1] };
 * ```
 */
export interface RotateFramesParams {
  /** How far each frame is turned clockwise. */
  degrees: readonly number[];
}

/**
 * Turns the image about a point half a pixel off its middle, as in the benchmark; corners become black.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `rotate`; the map is that of torchvision up to version 0.3,
 * the interpolation Pillow's.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when an angle is not finite.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { rotateFrames } from '@augmix/corruptions';
 * const white = createImage(8, 8, 1, new Uint8Array(64).fill(255));
 * const frames = [...rotateFrames(white, { degrees: [-15, 0, 15] })];
 * frames.map(({ data }) => data.filter((level) => level === 0).length).join(' '); // => '6 0 6'
 * ```
 */
export function* rotateFrames(image: Image, { degrees }: RotateFramesParams): Generator<Image, void> {
  for (const angle of degrees) {
    requireArgument(Number.isFinite(angle), 'degrees', angle, 'finite numbers');
    yield affineBilinear(image, moveAboutMiddle(image, { degrees: angle }));
  }
}

const row: RotateFramesParams = { degrees: perFrame(31, (frame) => frame - 15) };

export const rotatePerturbation = presetSequence({
  table: { cifar: row, tiny: row, imagenet: row, inception: row },
  when: 'after',
  draw: (row) => row,
  frames: rotateFrames,
});
