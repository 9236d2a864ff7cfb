import type { Image } from '@augmix/core';
import { motionOnKernels } from './fast/motion.js';
import { hypot } from './hypot.js';
import { padImage } from './pad.js';
import { addAllScaled } from './row-sums.js';

/** One sample that a motion blur takes: where, relative to the pixel, and how much of it. */
export interface MotionTap {
  dx: number;
  dy: number;
  weight: number;
}

/**
 * ImageMagick 6's motion blur kernel: half a Gaussian that starts at the pixel and goes `2 · ⌈radius⌉ + 1` samples in
 * the direction of the angle, at whole positions. Samples too light to change a 16-bit level are left out.
 */
export function motionTaps(radius: number, sigma: number, degrees: number): MotionTap[] {
  const length = 2 * Math.ceil(radius) + 1;
  const weights = Array.from({ length }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const radians = (degrees * Math.PI) / 180;
  const [x, y] = [length * Math.cos(radians), length * Math.sin(radians)];
  const along = (i: number, side: number): number => Math.ceil((i * side) / hypot(x, y) - 0.5);
  return weights
    .map((weight, i) => ({ dx: along(i, x), dy: along(i, y), weight: weight / total }))
    .filter(({ weight }) => weight > 1e-13);
}

const clamp = (position: number, length: number): number =>
  position < 0 ? 0 : position >= length ? length - 1 : position;

/** ImageMagick 6's `MotionBlurImage` with 16-bit quanta; the image goes on with its edge values. */
export function motionFilter(image: Image, radius: number, sigma: number, degrees: number): Image {
  const { width, height, channels } = image;
  const taps = motionTaps(radius, sigma, degrees);
  const fast = motionOnKernels(image, taps);
  if (fast) return fast;
  const reach = taps.reduce((most, { dx, dy }) => Math.max(most, Math.abs(dx), Math.abs(dy)), 0);
  const padded = new Float64Array(padImage(image, reach, clamp));
  const stride = (width + 2 * reach) * channels;
  const row = width * channels;
  const sums = new Float64Array(row);
  const offsets = Int32Array.from(taps, ({ dx, dy }) => (reach + dy) * stride + (reach + dx) * channels);
  const weights = Float64Array.from(taps, ({ weight }) => weight);
  const result = new Uint8Array(image.data.length);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    addAllScaled(sums, padded, y * stride, offsets, weights);
    // 16-bit levels are 257 times the 8-bit ones: rounded here, but truncated when the image is written.
    for (let x = 0; x < row; x++) result[y * row + x] = ((sums[x] * 257 + 0.5) | 0) / 257;
  }
  return { ...image, data: result };
}
