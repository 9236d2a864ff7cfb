import type { Image } from '@augmix/core';
import { requireArgument } from '../internal/argument.js';
import { multiply, warpPerspective, type Matrix } from '../internal/sequence/perspective.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link tiltFrames}.
 *
 * @example
 * ```ts
 * import type { TiltFramesParams } from '@augmix/corruptions';
 * const params: TiltFramesParams = { degrees: [-1, 0, 1] };
 * ```
 */
export interface TiltFramesParams {
  /** How far each frame is turned out of the screen's plane, about the horizontal and the vertical axis alike. */
  degrees: readonly number[];
}

/**
 * Tilts the image in space, seen from as far away as its diagonal is long. Even without a tilt it stands one pixel
 * behind the screen, and is smaller by that much.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `tilt`; the interpolation is OpenCV's.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when an angle is not finite.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { tiltFrames } from '@augmix/corruptions';
 * const white = createImage(32, 32, 1, new Uint8Array(1024).fill(255));
 * const frames = [...tiltFrames(white, { degrees: [0, 15] })];
 * frames.map(({ data }) => data[31]).join(' '); // => '110 0'
 * ```
 */
export function* tiltFrames(image: Image, { degrees }: TiltFramesParams): Generator<Image, void> {
  for (const angle of degrees) {
    requireArgument(Number.isFinite(angle), 'degrees', angle, 'finite numbers');
    yield warpPerspective(image, tilted(angle, image));
  }
}

function tilted(degrees: number, { width, height }: Image): Matrix {
  const angle = degrees * (Math.PI / 180);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const distance = Math.sqrt(width ** 2 + height ** 2);
  const intoSpace = [[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1], [0, 0, 1]]; // prettier-ignore
  const aboutHorizontal = [[1, 0, 0, 0], [0, cos, -sin, 0], [0, sin, cos, 0], [0, 0, 0, 1]]; // prettier-ignore
  const aboutVertical = [[cos, 0, -sin, 0], [0, 1, 0, 0], [sin, 0, cos, 0], [0, 0, 0, 1]]; // prettier-ignore
  const away = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, distance], [0, 0, 0, 1]]; // prettier-ignore
  const ontoScreen = [[distance, 0, width / 2, 0], [0, distance, height / 2, 0], [0, 0, 1, 0]]; // prettier-ignore
  return [away, aboutHorizontal, aboutVertical, intoSpace].reduce(multiply, ontoScreen);
}

const steps = (degrees: number): TiltFramesParams => ({
  degrees: perFrame(31, (frame) => degrees * (frame - 15)),
});

export const tiltPerturbation = presetSequence({
  table: { cifar: steps(0.75), tiny: steps(1), imagenet: steps(1), inception: steps(1) },
  when: 'after',
  draw: (row) => row,
  frames: tiltFrames,
});
