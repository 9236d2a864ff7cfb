import { autocontrastOp } from './autocontrast.js';
import { brightnessOp } from './brightness.js';
import { colorOp } from './color.js';
import { contrastOp } from './contrast.js';
import { equalizeOp } from './equalize.js';
import type { GeometricOptions } from './geometric-options.js';
import type { ChainOp } from './op-types.js';
import { posterizeOp } from './posterize.js';
import { rotateOp } from './rotate.js';
import { sharpnessOp } from './sharpness.js';
import { shearXOp } from './shear-x.js';
import { shearYOp } from './shear-y.js';
import { solarizeOp } from './solarize.js';
import { translateXOp } from './translate-x.js';
import { translateYOp } from './translate-y.js';

/**
 * The nine ops that AugMix chains are made of by default, in the reference's order (a seeded choice depends on it).
 *
 * @param options `fill` and `interpolation` of the five geometric ones
 * @see `augmentations` in augmentations.py of google-research/augmix
 * @example
 * ```ts
 * import { augmixOps } from '@augmix/ops';
 * augmixOps().map((op) => op.name).slice(0, 4); // => ['autocontrast', 'equalize', 'posterize', 'rotate']
 * ```
 */
export function augmixOps(options: GeometricOptions = {}): ChainOp[] {
  return [
    autocontrastOp(),
    equalizeOp(),
    posterizeOp(),
    rotateOp(options),
    solarizeOp(),
    shearXOp(options),
    shearYOp(options),
    translateXOp(options),
    translateYOp(options),
  ];
}

/**
 * The nine ops and the four that overlap with the corruptions of the benchmarks: color, contrast, brightness,
 * sharpness. Do not report results on CIFAR-10-C or ImageNet-C with them.
 *
 * @param options `fill` and `interpolation` of the geometric ones
 * @see `augmentations_all` in augmentations.py of google-research/augmix
 * @example
 * ```ts
 * import { allAugmixOps } from '@augmix/ops';
 * allAugmixOps().length; // => 13
 * ```
 */
export function allAugmixOps(options: GeometricOptions = {}): ChainOp[] {
  return [...augmixOps(options), colorOp(), contrastOp(), brightnessOp(), sharpnessOp()];
}
