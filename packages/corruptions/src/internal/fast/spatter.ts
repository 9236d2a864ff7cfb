import type { Image } from '@augmix/core';
import type { CorruptionKernels } from '@augmix/kernels/corruptions';
import { placeBorder } from './border.js';
import { filterDoubles, isFilterSmall } from './gaussian.js';
import { onKernels, seedKernels } from './on-kernels.js';

/** The values of a layer, 255 times as large, are surely numbers of 32 bits below this. */
const largestNoise = 1000;

interface Spatter {
  loc: number;
  scale: number;
  sigma: number;
  threshold: number;
  intensity: number;
  liquid: 'water' | 'mud';
  seed: number;
}

interface Layer {
  width: number;
  height: number;
  channels: 1;
}

function placeLayer(kernels: CorruptionKernels, shape: Layer, { loc, scale, sigma, seed }: Spatter): number {
  const length = shape.width * shape.height;
  const layer = kernels.allocate(8 * length);
  const noise = kernels.allocate(8 * length);
  seedKernels(kernels, seed);
  kernels.run.fillNormal(noise, length);
  kernels.run.scaleNoise(noise, length, loc, scale);
  blur(kernels, noise, layer, shape, sigma, 'doubles');
  kernels.release(noise);
  return layer;
}

/** Blurs, where there is something to blur with. */
function blur(
  kernels: CorruptionKernels,
  source: number,
  target: number,
  shape: Layer,
  sigma: number,
  kind: 'doubles' | 'singles',
): void {
  // A sigma of (nearly) 0 leaves a single weight of 1.
  filterDoubles(kernels, source, target, shape, sigma > 1e-15 ? sigma : 1e-9, kind);
}

/** An image of bytes with a border of one pixel. */
function placePadded(
  kernels: CorruptionKernels,
  source: number,
  { width, height }: Layer,
  outside: 'edge' | 'mirror',
): number {
  const padded = kernels.allocate((width + 2) * (height + 2));
  const border = placeBorder(kernels, width, height, 1, outside);
  kernels.run.pad(source, padded, width, height, 1, 1, border.rows, border.columns);
  kernels.release(border.rows);
  return padded;
}

/** `waterMask`: shares of single precision at `shares`. */
function placeWater(
  kernels: CorruptionKernels,
  shares: number,
  layer: number,
  shape: Layer,
  { threshold, intensity }: Spatter,
): void {
  const { run } = kernels;
  const { width, height } = shape;
  const length = width * height;
  const liquid = kernels.allocate(length);
  run.drops(layer, liquid, length, threshold);
  const relief = kernels.allocate(length);
  const near = kernels.allocate(length);

  // Rows have borders, and room for overruns.
  const most = (width + 32) * (height + 4);
  const marks = kernels.allocate(11 * most);
  const edged = placePadded(kernels, liquid, shape, 'edge');
  run.canny(edged, width, height, 50, 150, marks);
  const distance = kernels.allocate(4 * most);
  const row = kernels.allocate(8 * (width + 16));
  run.distanceTo(marks, width, height, distance, row);
  run.nearness(distance, near, width, height, row);
  kernels.release(marks);

  run.equalize(near, length, kernels.allocate(1280));
  run.emboss(placePadded(kernels, near, shape, 'mirror'), relief, width, height);
  const strengths = kernels.allocate(2 * length);
  const strongest = run.light(
    placePadded(kernels, relief, shape, 'mirror'),
    liquid,
    strengths,
    width,
    height,
  );
  // Without a single drop all strengths are 0.
  run.waterShares(strengths, shares, length, Math.max(strongest, 1), intensity);
}

/** `spatter` with a drawn layer; undefined without kernels. */
export function spatterOnKernels(image: Image, params: Spatter): Image | undefined {
  const { loc, scale, sigma, threshold, intensity, liquid } = params;
  const { width, height } = image;
  const isOrdinary = Math.abs(loc) <= largestNoise && Math.abs(scale) <= largestNoise;
  if (!isOrdinary || !isFilterSmall(height, Math.max(sigma, intensity), 4)) return undefined;
  const shape: Layer = { width, height, channels: 1 };
  const length = width * height;
  return onKernels(image, (kernels, source, target) => {
    const shares = kernels.allocate(4 * length);
    const layer = placeLayer(kernels, shape, params);
    if (liquid === 'water') {
      placeWater(kernels, shares, layer, shape, params);
      kernels.run.colour(source, target, shares, length, 175, 238, 238, 1);
      return;
    }
    kernels.run.splashes(layer, length, threshold);
    blur(kernels, layer, shares, shape, intensity, 'singles');
    kernels.run.mudShares(shares, length);
    kernels.run.colour(source, target, shares, length, 63, 42, 20, 0);
  });
}
