import type { Image } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { convolveExact, hasExactSums } from './internal/convolve-exact.js';
import { convolveSymmetric } from './internal/convolve.js';
import { diskKernel, type KernelTap } from './internal/disk.js';
import { diskOnKernels } from './internal/fast/disk.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';

type Row = readonly [radius: number, aliasSigma: number];
const table: SeverityTable<Row> = {
  cifar: [
    [0.3, 0.4],
    [0.4, 0.5],
    [0.5, 0.6],
    [1, 0.2],
    [1.5, 0.1],
  ],
  tiny: [
    [0.5, 0.6],
    [1, 0.1],
    [1.5, 0.1],
    [2.5, 0.01],
    [3, 0.1],
  ],
  imagenet: [
    [3, 0.1],
    [4, 0.5],
    [6, 0.5],
    [8, 0.5],
    [10, 0.5],
  ],
  inception: [
    [4, 0.1],
    [5, 0.5],
    [7, 0.5],
    [10, 0.5],
    [12, 0.5],
  ],
};

/**
 * Parameters of {@link defocusBlur}.
 *
 * @example
 * ```ts
 * import type { DefocusBlurParams } from '@augmix/corruptions';
 * const params: DefocusBlurParams = { radius: 3, aliasSigma: 0.1 };
 * ```
 */
export interface DefocusBlurParams {
  /** Radius of the disk in pixels, 0 … 64; below 1 the disk is a single pixel and only `aliasSigma` blurs. */
  radius: number;
  /** Standard deviation of the Gaussian that smooths the disk's edge, above 0. */
  aliasSigma: number;
}

/**
 * Out of focus: a convolution with a disk, the image mirrored about its edge pixels. Byte for byte as with OpenCV 4.
 *
 * Disks that touch the edge of their grid brighten a little (by up to 1.3 %), as in the benchmark.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `defocus_blur`.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a parameter is out of range.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { defocusBlur } from '@augmix/corruptions';
 * const line = createImage(5, 1, 1, Uint8Array.of(0, 0, 250, 0, 0));
 * defocusBlur(line, { radius: 1.5, aliasSigma: 0.1 }).data.join(' '); // => '0 83 83 83 0'
 * ```
 */
export function defocusBlur(image: Image, { radius, aliasSigma }: DefocusBlurParams): Image {
  requireArgument(radius >= 0 && radius <= 64, 'radius', radius, 'a number from 0 to 64');
  requireArgument(
    aliasSigma > 0 && aliasSigma < Infinity,
    'aliasSigma',
    aliasSigma,
    'a finite number above 0',
  );
  const taps = recentDisk(radius, aliasSigma);
  const fast = diskOnKernels(image, taps);
  if (fast) return fast;
  const convolve = hasExactSums(taps) ? convolveExact : convolveSymmetric;
  return { ...image, data: convolve(image, taps) };
}

let recent = { radius: NaN, aliasSigma: NaN, taps: [] as readonly KernelTap[] };

/** `diskKernel`, kept from call to call: all images of a severity share one, and small images cost less than theirs. */
function recentDisk(radius: number, aliasSigma: number): readonly KernelTap[] {
  if (recent.radius !== radius || recent.aliasSigma !== aliasSigma) {
    recent = { radius, aliasSigma, taps: diskKernel(radius, aliasSigma) };
  }
  return recent.taps;
}

export const defocusBlurCorruption = tabled(
  table,
  ([radius, aliasSigma]): DefocusBlurParams => ({ radius, aliasSigma }),
  defocusBlur,
);
