import type { Image } from '@augmix/core';
import type { GeometricOptions } from '../geometric-options.js';
import { requireOneOf } from './argument.js';
import { resampleBilinear } from './bilinear.js';
import { paint } from './fill.js';
import { withDefaults } from './geometric-defaults.js';
import { runKernel, type Kernel } from './kernel.js';
import { resampleNearest } from './nearest.js';
import { outputFor } from './output.js';

/**
 * `[a, b, c, d, e, f]`: the pixel at (x, y) of the output is taken from (a·x + b·y + c, d·x + e·y + f) of the input,
 * both measured to pixel centres.
 */
export type AffineMatrix = readonly [number, number, number, number, number, number];

/** From this length on it costs more to copy an image into the kernels' memory and back than to shift it. */
const longShift = 2 ** 18;

const interpolations = ['bilinear', 'nearest'] as const;

/** Pillow's `Image.transform(size, AFFINE, matrix)` into an image of the same size; `kernel` is the op's fast form. */
export function transformAffine<Args extends GeometricOptions>(
  op: string,
  image: Image,
  matrix: AffineMatrix,
  args: Args,
  out: Image | undefined,
  kernel?: Kernel<Args>,
): Image {
  const { fill, interpolation } = withDefaults(args);
  requireOneOf(op, 'interpolation', interpolation, interpolations);
  const target = outputFor(op, image, out);
  const isShift = isWholeShift(matrix);
  const isLongShift = isShift && image.data.length > longShift;
  if (kernel && !isLongShift && runKernel(kernel, image, args, target)) return target;
  paint(op, target, fill);
  if (isShift) shift(image, matrix[2], matrix[5], target);
  else if (interpolation === 'nearest') resampleNearest(image, matrix, target);
  else resampleBilinear(image, matrix, target);
  return target;
}

/** A shift by whole pixels lands on pixel centres, where both interpolations just copy. */
function isWholeShift([a, b, c, d, e, f]: AffineMatrix): boolean {
  return a === 1 && b === 0 && d === 0 && e === 1 && Number.isInteger(c) && Number.isInteger(f);
}

function shift(image: Image, dx: number, dy: number, target: Image): void {
  const { data, width, height, channels } = image;
  if (Math.abs(dx) >= width) return;
  const rowLength = width * channels;
  const left = Math.max(0, -dx) * channels;
  const right = Math.min(width, width - dx) * channels;
  const bottom = Math.min(height, height - dy);
  for (let y = Math.max(0, -dy); y < bottom; y++) {
    const from = (y + dy) * rowLength + dx * channels;
    target.data.set(data.subarray(from + left, from + right), y * rowLength + left);
  }
}
