import type { Image } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { motionFilter } from './internal/motion.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';

type Row = readonly [radius: number, sigma: number];
const table: SeverityTable<Row> = {
  cifar: [
    [6, 1],
    [6, 1.5],
    [6, 2],
    [8, 2],
    [9, 2.5],
  ],
  tiny: [
    [10, 1],
    [10, 1.5],
    [10, 2],
    [10, 2.5],
    [12, 3],
  ],
  imagenet: [
    [10, 3],
    [15, 5],
    [15, 8],
    [15, 12],
    [20, 15],
  ],
  inception: [
    [12, 4],
    [17, 6],
    [17, 9],
    [17, 13],
    [22, 16],
  ],
};

/**
 * Parameters of {@link motionBlur}.
 *
 * @example
 * ```ts
 * import type { MotionBlurParams } from '@augmix/corruptions';
 * const params: MotionBlurParams = { radius: 10, sigma: 3, angle: -20 };
 * ```
 */
export interface MotionBlurParams {
  /** The trail is `2 · ⌈radius⌉ + 1` pixels long; above 0. */
  radius: number;
  /** Standard deviation of the half Gaussian along the trail, in pixels, above 0. */
  sigma: number;
  /** Direction that a pixel's trail is taken from, in degrees, clockwise from the right; drawn from −45 to 45. */
  angle: number;
}

/**
 * Camera shake: the mean along a straight trail with the weights of half a Gaussian. Byte for byte as ImageMagick 6 with
 * 16-bit quanta.
 *
 * The trail starts at the pixel and goes to one side only, so content moves. It is not centred, as in the benchmark.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `motion_blur`; ImageMagick 6, `MotionBlurImage`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { motionBlur } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(0, 0, 0, 255, 0));
 * motionBlur(line, { radius: 6, sigma: 1, angle: 0 }).data.join(' '); // => '1 19 88 145 0'
 * ```
 */
export function motionBlur(image: Image, { radius, sigma, angle }: MotionBlurParams): Image {
  requireArgument(radius > 0 && radius < Infinity, 'radius', radius, 'a finite number above 0');
  requireArgument(sigma > 0 && sigma < Infinity, 'sigma', sigma, 'a finite number above 0');
  requireArgument(Number.isFinite(angle), 'angle', angle, 'a finite number');
  return motionFilter(image, radius, sigma, angle);
}

export const motionBlurCorruption = tabled(
  table,
  ([radius, sigma], stream): MotionBlurParams => ({ radius, sigma, angle: stream.uniform(-45, 45) }),
  motionBlur,
);
