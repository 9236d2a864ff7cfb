import type { Image } from '@augmix/core';
import type { CorruptionKernels } from '@augmix/kernels/corruptions';
import type { MotionTap } from '../motion.js';
import { anotherSeed } from '../noise.js';
import { isTrailShort, motionLevels } from './motion.js';
import { onKernels, place, seedKernels } from './on-kernels.js';
import { recent } from './recent.js';
import { axisTable } from './zoom.js';

/** Maps take eight bytes a value. */
const largestMap = 4096;
/** Fog far beyond this is too much for single precision. */
const thickest = 1e6;

/** Fills a new map with a plasma fractal. */
function placePlasma(kernels: CorruptionKernels, size: number, decay: number, seed: number): number {
  const map = kernels.allocate(8 * size * size);
  seedKernels(kernels, seed);
  kernels.run.plasma(map, size, decay);
  return map;
}

/** `fog` with a drawn map; undefined without kernels. */
export function fogOnKernels(
  image: Image,
  thickness: number,
  decay: number,
  mapSize: number,
  seed: number,
): Image | undefined {
  if (mapSize > largestMap || thickness > thickest) return undefined;
  const { width, height, channels } = image;
  return onKernels(image, (kernels, source, target) => {
    const hazes = kernels.allocate(4 * (width + 4) * channels);
    const map = placePlasma(kernels, mapSize, decay, seed);
    kernels.run.fog(source, target, width, height, channels, map, mapSize, thickness, hazes);
  });
}

/** `frost` with a computed texture; undefined without kernels. */
export function frostOnKernels(
  image: Image,
  imageWeight: number,
  frostWeight: number,
  seed: number,
  size: number,
): Image | undefined {
  if (size > largestMap) return undefined;
  const { width, height } = image;
  return onKernels(image, (kernels, source, target) => {
    const cut = (decay: number, key: number): number => {
      const part = kernels.allocate(8 * width * height);
      const map = placePlasma(kernels, size, decay, key);
      kernels.run.cutMap(map, size, part, width, height);
      kernels.release(map);
      return part;
    };
    const crystals = cut(1.35, seed);
    const density = cut(2, anotherSeed(seed));
    kernels.run.frost(source, target, width * height, crystals, density, imageWeight, frostWeight);
  });
}

const zoomTables = recent((width: number, height: number, zoom: number) => ({
  rows: axisTable(height, zoom, 8 * width),
  columns: axisTable(width, zoom, 8),
}));

interface SnowLayer {
  loc: number;
  scale: number;
  zoom: number;
  threshold: number;
  mix: number;
  seed: number;
}

/** `snow` with a drawn layer; undefined without kernels. */
export function snowOnKernels(image: Image, layer: SnowLayer, taps: readonly MotionTap[]): Image | undefined {
  const { loc, scale, zoom, threshold, mix, seed } = layer;
  const { width, height } = image;
  if (!isTrailShort({ width, height, channels: 1 }, taps)) return undefined;
  const size = width * height;
  return onKernels(image, (kernels, source, target) => {
    const { run } = kernels;
    const levels = kernels.allocate(size);
    const trails = kernels.allocate(size);
    const noise = kernels.allocate(8 * size);
    seedKernels(kernels, seed);
    run.fillNormal(noise, size);
    run.scaleNoise(noise, size, loc, scale);
    const tables = zoomTables(width, height, zoom);
    const rows = place(kernels, tables.rows);
    run.flakes(noise, levels, width, height, rows, place(kernels, tables.columns), threshold);
    kernels.release(noise);
    motionLevels(kernels, levels, trails, { width, height, channels: 1 }, taps);
    run.snow(source, target, trails, size, mix);
  });
}
