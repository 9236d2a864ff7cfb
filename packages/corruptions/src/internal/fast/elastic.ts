import type { Image } from '@augmix/core';
import type { CorruptionKernels } from '@augmix/kernels/corruptions';
import { inverse, type Affine } from '../affine-warp.js';
import { anotherSeed } from '../noise.js';
import { roundHalfEven } from '../round-half-even.js';
import { filterDoubles, isFilterSmall } from './gaussian.js';
import { hasRoomForPixels, onKernels, place, seedKernels } from './on-kernels.js';

/** Positions in pixels below this fit into 32 bits with 10 after the point. */
const farthest = 2 ** 19;

/** Whether no pixel's source is that far. */
function isNear([a, b, c, d, e, f]: Affine, { width, height }: Image): boolean {
  const reach = (x: number, y: number, shift: number): number =>
    Math.abs(x) * width + Math.abs(y) * height + Math.abs(shift);
  return reach(a, b, c) < farthest && reach(d, e, f) < farthest;
}

/** Per position along an axis what it adds to x and y, 10 bits after the point. */
const steps = (
  length: number,
  x: (at: number) => number,
  y: (at: number) => number,
  half: number,
): Int32Array =>
  Int32Array.from({ length: 2 * length }, (_, index) => {
    const at = index >> 1;
    return roundHalfEven((index & 1 ? y(at) : x(at)) * 1024) + half;
  });

function placeDisplacements(
  kernels: CorruptionKernels,
  { width, height }: Image,
  alpha: number,
  sigma: number,
  seed: number,
): number {
  const pixels = width * height;
  const displacements = kernels.allocate(8 * pixels);
  const noise = kernels.allocate(8 * pixels);
  seedKernels(kernels, seed);
  kernels.run.fillSigned(noise, pixels);
  const shape = { width, height, channels: 1 };
  // A sigma of (nearly) 0 leaves a single weight of 1.
  filterDoubles(kernels, noise, displacements, shape, Math.max(sigma, 1e-9), 'doubles', 3, 'reflect');
  kernels.run.toDisplacements(displacements, pixels, alpha);
  kernels.release(noise);
  return displacements;
}

/** `elastic_transform` with drawn noise; undefined without kernels. */
export function elasticOnKernels(
  image: Image,
  alpha: number,
  sigma: number,
  map: Affine,
  seed: number,
): Image | undefined {
  const back = inverse(map);
  // Also refuses what is not a number.
  const isOrdinary = Math.abs(alpha) < farthest && isNear(back, image);
  if (!isOrdinary || !isFilterSmall(image.height, sigma, 3) || !hasRoomForPixels(image)) return undefined;
  const { width, height, channels } = image;
  const pixels = width * height;
  const [a, b, c, d, e, f] = back;
  const columns = steps(
    width,
    (x) => a * x,
    (x) => d * x,
    0,
  );
  const rows = steps(
    height,
    (y) => b * y + c,
    (y) => e * y + f,
    16,
  );
  return onKernels(image, (kernels, source, target) => {
    const { run } = kernels;
    const values = kernels.allocate(16 * pixels);
    const warped = kernels.allocate(16 * pixels);
    run.elasticStart(source, values, pixels, channels);
    run.warp(values, warped, width, height, place(kernels, columns), place(kernels, rows));
    const dx = placeDisplacements(kernels, image, alpha, sigma, seed);
    const dy = placeDisplacements(kernels, image, alpha, sigma, anotherSeed(seed));
    run.displace(warped, target, width, height, channels, dx, dy);
  });
}
