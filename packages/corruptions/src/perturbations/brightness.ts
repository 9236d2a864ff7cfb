import type { Image } from '@augmix/core';
import { brightness } from '../brightness.js';
import { perFrame, presetSequence } from '../internal/sequence/preset-sequence.js';

/**
 * Parameters of {@link brightnessFrames}.
 *
 * @example
 * ```ts
 * import type { BrightnessFramesParams } from '@augmix/corruptions';
 * const params: BrightnessFramesParams = { shifts: [-0.02, 0, 0.02] };
 * ```
 */
export interface BrightnessFramesParams {
  /** Added to the value of HSV, which runs from 0 to 1, in each frame. */
  shifts: readonly number[];
}

/**
 * From dark to bright: each frame shifts the value of HSV.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, ImageNet-P's `brightness`.
 *
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { brightnessFrames } from '@augmix/corruptions';
 * const image = createImage(1, 1, 3, Uint8Array.of(100, 50, 0));
 * const frames = [...brightnessFrames(image, { shifts: [-0.2, 0, 0.2] })];
 * frames.map(({ data }) => data.join(' ')).join(', '); // => '48 24 0, 100 50 0, 151 75 0'
 * ```
 */
export function* brightnessFrames(image: Image, { shifts }: BrightnessFramesParams): Generator<Image, void> {
  for (const shift of shifts) yield brightness(image, { shift });
}

const byPercent = (percent: number): BrightnessFramesParams => ({
  shifts: perFrame(31, (frame) => ((frame - 15) * percent) / 100),
});

export const brightnessPerturbation = presetSequence({
  table: { cifar: byPercent(1.5), tiny: byPercent(2), imagenet: byPercent(2), inception: byPercent(2) },
  when: 'before',
  draw: (row) => row,
  frames: brightnessFrames,
});
