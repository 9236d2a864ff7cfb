import { mirror } from './mirror.js';

/** A weight of a kernel at an offset from its centre. */
export interface KernelTap {
  dx: number;
  dy: number;
  weight: number;
}

const { fround } = Math;
/** A fused multiply-add in single precision; the product of two singles is exact in double. */
const multiplyAdd = (a: number, b: number, c: number): number => fround(a * b + c);

function gaussianWeights(radius: number, sigma: number): number[] {
  const weights = Array.from({ length: radius + 1 }, (_, d) => Math.exp(-(d * d) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight, d) => sum + (d === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => fround(weight / total));
}

/**
 * The non-zero weights of the benchmark's disk: a sampled disk on a 17×17 grid (wider for radii above 8), smoothed by a
 * small Gaussian of OpenCV's in single precision. It is symmetric both ways, so only the quarter with `dx ≥ 0` and
 * `dy ≥ 0` is given. Disks that touch the edge of their grid are mirrored there, and sum
 * to a little more than 1.
 *
 * The sums below are fused in the order that OpenCV's vector code uses, since their last bits decide about levels.
 */
export function diskKernel(radius: number, aliasSigma: number): KernelTap[] {
  const reach = radius <= 8 ? 8 : Math.ceil(radius);
  const size = 2 * reach + 1;
  const weights = gaussianWeights(radius <= 8 ? 1 : 2, aliasSigma);

  const mask = Float32Array.from({ length: size * size }, (_, index) => {
    const x = (index % size) - reach;
    const y = Math.floor(index / size) - reach;
    return x * x + y * y <= radius * radius ? 1 : 0;
  });
  const area = mask.reduce((sum, value) => sum + value, 0);
  const disk = mask.map((value) => value / area);

  const pair = (line: (position: number) => number, at: number, d: number): number =>
    fround(line(mirror(at - d, size)) + line(mirror(at + d, size)));
  const rows = disk.map((center, index) => {
    const y = Math.floor(index / size);
    const sum = (d: number): number => pair((x) => disk[y * size + x], index % size, d);
    let total = multiplyAdd(center, weights[0], fround(sum(1) * weights[1]));
    for (let d = 2; d < weights.length; d++) total = multiplyAdd(sum(d), weights[d], total);
    return total;
  });
  const kernel = rows.map((center, index) => {
    const x = index % size;
    let total = fround(center * weights[0]);
    for (let d = 1; d < weights.length; d++) {
      total = multiplyAdd(
        pair((y) => rows[y * size + x], Math.floor(index / size), d),
        weights[d],
        total,
      );
    }
    return total;
  });
  return Array.from(kernel, (weight, index) => ({
    dx: (index % size) - reach,
    dy: Math.floor(index / size) - reach,
    weight,
  })).filter(({ dx, dy, weight }) => dx >= 0 && dy >= 0 && weight !== 0);
}
