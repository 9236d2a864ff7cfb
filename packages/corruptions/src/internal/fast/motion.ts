import type { Image } from '@augmix/core';
import type { CorruptionKernels } from '@augmix/kernels/corruptions';
import type { Shape } from '../gaussian.js';
import type { MotionTap } from '../motion.js';
import { placeBorder } from './border.js';
import { onKernels, place } from './on-kernels.js';

const reachOf = (taps: readonly MotionTap[]): number =>
  taps.reduce((most, { dx, dy }) => Math.max(most, Math.abs(dx), Math.abs(dy)), 0);

/** The image at `source` blurred along taps to `target`. */
export function motionLevels(
  kernels: CorruptionKernels,
  source: number,
  target: number,
  { width, height, channels }: Shape,
  taps: readonly MotionTap[],
): void {
  const reach = reachOf(taps);
  const stride = (width + 2 * reach) * channels;
  const length = stride * (height + 2 * reach);
  const border = placeBorder(kernels, width, height, reach, 'edge');
  const bytes = kernels.allocate(length);
  kernels.run.pad(source, bytes, width, height, channels, reach, border.rows, border.columns);
  const padded = kernels.allocate(4 * length);
  kernels.run.toSingles(bytes, padded, length);
  const offsets = Int32Array.from(
    taps,
    ({ dx, dy }) => 4 * ((reach + dy) * stride + (reach + dx) * channels),
  );
  const weights = Float64Array.from(taps, ({ weight }) => weight);
  // Every product and every sum of single precision is off by at most 2⁻²⁴ of a sum that never exceeds 256.
  const bound = (taps.length + 3) * 2 ** -16;
  kernels.run.motion(
    padded,
    stride,
    target,
    width * channels,
    height,
    taps.length,
    place(kernels, offsets),
    place(kernels, weights),
    place(kernels, new Float32Array(weights)),
    bound,
  );
  kernels.release(border.rows);
}

/** Long trails need a wide border, which may not be much larger than an image. */
const largestBorder = 2 ** 24;

/** Whether the kernels have room for the border that taps need. */
export function isTrailShort({ width, height, channels }: Shape, taps: readonly MotionTap[]): boolean {
  const reach = reachOf(taps);
  return (width + 2 * reach) * (height + 2 * reach) * channels <= largestBorder;
}

/** `motionFilter` with these taps; undefined without kernels. */
export const motionOnKernels = (image: Image, taps: readonly MotionTap[]): Image | undefined =>
  isTrailShort(image, taps)
    ? onKernels(image, (kernels, source, target) => motionLevels(kernels, source, target, image, taps))
    : undefined;
