/**
 * The value of pixels that the input does not cover, 0 … 255: one number for every channel, or one per channel.
 *
 * @example
 * ```ts
 * import type { Fill } from '@augmix/ops';
 * const grey: Fill = 128;
 * const red: Fill = [255, 0, 0];
 * ```
 */
export type Fill = number | readonly number[];

/**
 * How a value between pixels is found: `bilinear` from the four around it, `nearest` from the closest one.
 *
 * @example
 * ```ts
 * import type { Interpolation } from '@augmix/ops';
 * const interpolation: Interpolation = 'nearest';
 * ```
 */
export type Interpolation = 'bilinear' | 'nearest';

/**
 * What every geometric op can be told: `fill` (default 0, black, as in the reference) and `interpolation`
 * (default `bilinear`).
 *
 * @example
 * ```ts
 * import { rotateOp, type GeometricOptions } from '@augmix/ops';
 * const options: GeometricOptions = { fill: 128 };
 * rotateOp(options).identity; // => { degrees: 0, fill: 128, interpolation: 'bilinear' }
 * ```
 */
export interface GeometricOptions {
  fill?: Fill;
  interpolation?: Interpolation;
}
